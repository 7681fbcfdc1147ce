'abc'.sum()
