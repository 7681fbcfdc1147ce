'abc'.getAt(5)
