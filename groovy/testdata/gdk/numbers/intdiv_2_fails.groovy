7.5.intdiv(2)
