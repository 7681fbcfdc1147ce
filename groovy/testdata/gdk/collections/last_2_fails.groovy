([] as Set).last()
