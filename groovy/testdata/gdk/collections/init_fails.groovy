([] as Object[]).init()
