new ArrayDeque().add(null)
