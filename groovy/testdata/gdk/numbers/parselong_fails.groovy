Long.parseLong('x')
