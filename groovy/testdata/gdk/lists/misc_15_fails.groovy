'abcd'[-9]
