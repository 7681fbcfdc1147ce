[1].iterator().with{ next(); next() }
