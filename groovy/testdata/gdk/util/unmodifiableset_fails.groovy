Collections.unmodifiableSet([1] as Set).remove(1)
