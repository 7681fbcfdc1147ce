Integer.parseInt('x')
