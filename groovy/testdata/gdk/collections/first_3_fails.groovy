([] as Object[]).first()
