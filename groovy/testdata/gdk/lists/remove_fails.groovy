[1,2,3].remove(5)
