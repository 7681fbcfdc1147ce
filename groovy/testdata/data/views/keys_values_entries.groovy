// views
def m = [a: 1, b: 2, c: 3]
def ks = m.keySet(), vs = m.values(), es = m.entrySet()
m.d = 4
println "$ks $vs $es"
ks.remove('a')
println m
vs.remove(2)
println m
es.removeIf { it.key == 'c' }
println m
try { ks.add('z') } catch (e) { println e.class.name }
try { vs << 1 } catch (e) { println e.class.name }
m.e = 5
es.each { it.value = it.value * 10 }
println m
for (e in m) e.value += 1
println m
def it1 = m.entrySet().iterator()
it1.next(); it1.remove()
println m
try { for (e in m) m.remove(e.key) ; println m } catch (e) { println e.class.name }
m.x = 1; m.y = 2; m.z = 3
try { for (e in m) m.remove(e.key) } catch (e) { println e.class.name }
println m
try { m.each { k, v -> m.remove(k) } } catch (e) { println e.class.name }
println m
try { m.keySet().each { m.q = 1 } } catch (e) { println e.class.name }
println ks.getClass().name
println vs.getClass().name
println es.getClass().name
println ks == ['x', 'y'] as Set
println vs == [1, 2]
println new TreeMap(m).keySet().getClass().name
println new HashMap(m).keySet().getClass().name
println m.keySet().retainAll(['x'])
println m
def l = [1,2,3]
try { for (x in l) l << x } catch (e) { println e.class.name }
println l
try { l.each { if (it == 1) l.remove(0) } } catch (e) { println e.class.name }
println l
def s = [1,2,3] as Set
try { s.each { s.remove(it) } } catch (e) { println e.class.name }
println s
def li = l.listIterator()
while (li.hasNext()) { def v = li.next(); if (v == 3) li.remove(); else li.set(v * 2) }
println l
