[1,2,3].asImmutable().sort()
