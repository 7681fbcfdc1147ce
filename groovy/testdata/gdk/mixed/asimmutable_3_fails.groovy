[a:1].asImmutable().remove('a')
