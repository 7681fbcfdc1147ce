([] as Set).tail()
