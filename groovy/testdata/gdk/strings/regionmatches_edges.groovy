// A length of none or less is the same everywhere, even behind the end.
println 'abc'.regionMatches(true, 0, 'xab', 1, -2147483648)
println 'abc'.regionMatches(0, 'xab', 9, -7)
println 'abc'.regionMatches(0, 'xab', 9, -1)
println 'abc'.regionMatches(0, 'xab', 1, 0)
println 'abc'.regionMatches(-1, 'xab', 1, -4)
println 'abc'.regionMatches(2147483647, 'xab', 9, 2147483647)
// Case is that of each character, to upper and then to lower.
println '\u0130'.regionMatches(true, 0, 'i', 0, 1)
println '\u0131'.regionMatches(true, 0, 'I', 0, 1)
println '\u0130'.equalsIgnoreCase('i')
println '\u017f'.equalsIgnoreCase('s')
println '\u03c2'.equalsIgnoreCase('\u03c3')
println '\u1e9e'.equalsIgnoreCase('\u00df')
println '\ud800'.equalsIgnoreCase('\ud801')
println '\ud800'.equalsIgnoreCase('\ud800')
println '\ud800'.compareToIgnoreCase('\ud801') < 0
