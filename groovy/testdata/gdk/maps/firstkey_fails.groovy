new TreeMap().firstKey()
