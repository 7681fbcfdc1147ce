Double.parseDouble('x')
