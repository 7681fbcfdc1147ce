def x = 5 5
