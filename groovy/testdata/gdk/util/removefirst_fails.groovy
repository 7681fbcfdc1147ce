new LinkedList().removeFirst()
