String.format('%d','x')
