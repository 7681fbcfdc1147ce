new LinkedList().pop()
