new StringBuilder('abc').delete(5,6)
