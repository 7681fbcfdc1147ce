new StringBuilder('abc').toUpperCase()
