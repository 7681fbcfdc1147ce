([] as Object[]).last()
