Arrays.asList(1,2,3).add(4)
