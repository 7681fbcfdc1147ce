[1,2,3].subList(1,5)
