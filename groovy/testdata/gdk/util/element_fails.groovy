new LinkedList().element()
