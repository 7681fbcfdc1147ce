Collections.unmodifiableMap([a:1]).put('b',1)
