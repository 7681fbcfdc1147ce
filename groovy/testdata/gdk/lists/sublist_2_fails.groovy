[1,2,3].subList(2,1)
