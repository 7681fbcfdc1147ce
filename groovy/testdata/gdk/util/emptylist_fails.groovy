Collections.emptyList() << 1
