new StringBuilder('abc').charAt(9)
