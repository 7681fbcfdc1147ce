([] as Set).first()
