'abc'.indices
