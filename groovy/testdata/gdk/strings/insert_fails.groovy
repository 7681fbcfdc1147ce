new StringBuilder('abc').insert(9,'x')
