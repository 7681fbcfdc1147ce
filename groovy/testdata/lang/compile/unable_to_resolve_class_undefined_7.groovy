def x = 3 as Undefined
