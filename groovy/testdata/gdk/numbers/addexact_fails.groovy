Math.addExact(2147483647,1)
