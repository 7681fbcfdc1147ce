new TreeMap([a:1]).put(null,1)
