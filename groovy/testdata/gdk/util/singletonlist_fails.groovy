Collections.singletonList(1).add(2)
