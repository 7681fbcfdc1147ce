[1,2,3].asImmutable().add(4)
