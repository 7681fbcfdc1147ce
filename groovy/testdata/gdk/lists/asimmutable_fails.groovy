[1,2].asImmutable() << 3
