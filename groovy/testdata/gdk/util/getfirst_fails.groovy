new LinkedList().getFirst()
