// Methods by their less usual arguments.
println 5.findIndexValues(0) { it }
println 5.findLastIndexOf(0) { it }
println 'abcabc'.findIndexValues(2) { it == 'c' }
println 'abcabc'.findLastIndexOf(1) { it == 'b' }
def l = [1]
l.addAll(0, ['q', 'r'] as Object[])
println l
println l.plus(0, [9] as Object[])
l.addAll([5, 6].iterator())
println l
println(('c' as char).multiply('b' as char))
println 7.intdiv('a' as char)
println(('d' as char).div('b' as char))
println(('d' as char).intdiv(7))
println 12G.andNot(5G) + ' ' + 12G.not() + ' ' + 12G.lowestSetBit
println 2.55.abs(new java.math.MathContext(2))
println true.toBoolean()
def h = new Hashtable([a: 1, b: 2])
println h.contains(1)
println h.keys().toList() + h.elements().toList()
def p = new Properties()
p.setProperty('x', '1')
p.setProperty('b', '2')
println p.propertyNames().toList()
