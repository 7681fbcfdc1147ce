def x = (Undefined) 3
