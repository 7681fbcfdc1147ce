'abcd'[2..9]
