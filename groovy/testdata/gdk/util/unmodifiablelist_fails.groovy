Collections.unmodifiableList([1]).add(1)
