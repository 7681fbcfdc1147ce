[1,2,3].iterator().first()
