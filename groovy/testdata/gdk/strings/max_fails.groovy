'abc'.max()
