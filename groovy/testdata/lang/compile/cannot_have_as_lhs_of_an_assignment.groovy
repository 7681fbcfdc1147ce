this = 2
