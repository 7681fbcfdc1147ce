// TreeMap navigation
def t = new TreeMap([a: 1, c: 3, e: 5, g: 7])
println t.firstKey() + t.lastKey()
println t.floorKey('d') + t.ceilingKey('d') + t.higherKey('e') + t.lowerKey('e')
println t.floorKey('0')
println t.firstEntry()
println t.lastEntry().value
println t.headMap('e')
println t.headMap('e', true)
println t.tailMap('c')
println t.tailMap('c', false)
println t.subMap('b', 'f')
println t.subMap('a', false, 'g', true)
println t.descendingMap()
println t.descendingKeySet()
println t.navigableKeySet()
println t.pollFirstEntry()
println t.pollLastEntry()
println t
def h = t.headMap('d')
t.b = 2
println h
h.put('aa', 0)
println t
try { h.put('z', 1) } catch (e) { println e.class.name + ': ' + e.message }
h.clear()
println t
println t.getClass().name
println t.comparator()
def r = new TreeMap(Collections.reverseOrder())
r.putAll([x: 1, y: 2, z: 3])
println r
println r.headMap('y')
println r.firstKey()
def ci = new TreeMap(String.CASE_INSENSITIVE_ORDER)
ci.Foo = 1; ci.FOO = 2; ci.bar = 3
println ci
println ci.foo
println ci.containsKey('BAR')
def cl = new TreeMap({ p, q -> q <=> p } as Comparator)
cl.putAll([1: 'a', 2: 'b', 3: 'c'])
println cl
try { new TreeMap().firstKey() } catch (e) { println e.class.name + ': ' + e.message }
try { new TreeMap().put(null, 1) } catch (e) { println e.class.name }
println new TreeMap().firstEntry()
println t.findAll { it.value > 3 }.getClass().name
println t.sort { -it.value }.getClass().name
println((t + [q: 1]).getClass().name)
println t.collectEntries { k, v -> [k, v] }.getClass().name
println t.headMap('f').getClass().name
def dm = t.descendingMap()
dm.put('zz', 26)
println t
println dm.firstKey()
