new TreeSet().last()
