Collections.nCopies(-1,'a')
