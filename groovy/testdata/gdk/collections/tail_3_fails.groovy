([] as Object[]).tail()
