[1,2].multiply(-1)
