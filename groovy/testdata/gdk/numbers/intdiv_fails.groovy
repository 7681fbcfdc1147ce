7.intdiv(0)
