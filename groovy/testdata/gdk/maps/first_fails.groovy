new TreeSet().first()
