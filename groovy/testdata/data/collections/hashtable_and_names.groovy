println((1..2).hashCode() + ' ' + (3..7).hashCode() + ' ' + (1..<5).hashCode() + ' ' + (5..1).hashCode() + ' ' + ('a'..'c').hashCode() + ' ' + ['a','b','c'].hashCode())
def m = [:]
m[(1..2)] = 'x'
println m[[1,2]]
println m[1..2]
'println'('str call')
def n = 'println'
"$n"('gstr')
"print${'ln'}" 'cmd'
def c = { 'println'(it) }
c(5)
try { (5..1).sort() } catch (e) { println e.class.name }
try { (1..0).sort(); println 'fine' } catch (e) { println e.class.name }
println new Hashtable([a: 1, b: 2, c: 3, hello: 4, world: 5, foo: 6, bar: 7, baz: 8, qux: 9, quux: 10])
def h = new Hashtable(); ('a'..'p').each { h[it] = 1 }; println h
h = new Hashtable(); (1..30).each { h["key" + it] = it }; h.remove('key3'); println h
println new Hashtable((1..5).collectEntries { [it, it] })
println h.keySet()
try { h.put(null, 1) } catch (e) { println e.class.name }
try { new java.util.concurrent.ConcurrentHashMap().put('a', null) } catch (e) { println e.class.name }
def p = new Properties(); p.setProperty('k', 'v'); p.b = 'x'; println p
println p.getProperty('k') + p.getProperty('z', 'd') + p.stringPropertyNames()
println new HashMap([b: 1, a: 2]) + [c: 3]
println((new HashMap([b: 1, a: 2]) + [c: 3]).getClass().name)
println((new TreeMap([b: 1, a: 2]) + [c: 3]).getClass().name)
def big = new HashMap(); (0..12).each { big[it * 16] = it }; println big
def b2 = new HashMap(); b2.putAll((0..12).collectEntries { [it * 16, it] }); println b2
def b3 = new HashSet(); b3.addAll((0..12).collect { it * 16 }); println b3
