[a:1].asImmutable().put('b',1)
