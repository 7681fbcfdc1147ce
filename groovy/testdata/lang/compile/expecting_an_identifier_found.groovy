def class = 1
