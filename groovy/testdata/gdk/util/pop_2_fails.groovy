new ArrayDeque().pop()
