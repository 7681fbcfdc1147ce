def x = 1; x++ ++
