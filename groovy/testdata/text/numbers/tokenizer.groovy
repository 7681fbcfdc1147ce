def t = new StringTokenizer('a b  c\td')
println t.countTokens()
while (t.hasMoreTokens()) print t.nextToken() + ';'
println()
def u = new StringTokenizer('k=v,x=y', '=,', true)
println u.toList()
def w = new StringTokenizer('a,b;c', ',')
println w.nextToken()
println w.nextToken(';')
println w.hasMoreElements()
println w.nextElement()
try { w.nextToken() } catch (NoSuchElementException e) { println 'none' }
new StringTokenizer('1 2 3').each { print it }
println()
println new StringTokenizer('x y').collect { it * 2 }
