[1,2,3].bufferedIterator()
