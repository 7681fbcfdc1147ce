new Stack().peek()
