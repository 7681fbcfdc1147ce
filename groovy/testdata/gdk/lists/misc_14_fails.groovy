'abcd'[9]
