([] as Set).init()
