new Stack().pop()
