int 1x = 3
