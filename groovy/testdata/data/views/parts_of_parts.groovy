// views over views
def t = new TreeMap((1..10).collectEntries { [it, it * it] })
def mid = t.subMap(3, 8)
println mid
def tail = mid.tailMap(5)
println tail
tail[6] = 'six'
println t[6]
tail.remove(7)
println "$mid $t"
try { mid.headMap(9) } catch (e) { println e.class.name + ': ' + e.message }
try { mid.put(20, 1) } catch (e) { println e.class.name + ': ' + e.message }
println '' + mid.containsKey(9) + '' + t.containsKey(9) + mid[9]
println mid.firstKey() + ' ' + mid.lastKey() + ' ' + mid.size()
def d = mid.descendingMap()
println d
println d.headMap(5)
println d.firstKey() + ' ' + d.floorKey(5) + ' ' + d.higherKey(5)
t.remove(4)
println "$d ${d.size()} ${mid.keySet()} ${mid.values()}"
for (e in mid) e.value = 0
println t
mid.keySet().remove(3)
println t
mid.entrySet().removeIf { it.key == 5 }
println t
try { for (k in mid.keySet()) t.put(99, 1) } catch (e) { println e.class.name }
println '' + mid.equals([6: 0]) + ' ' + (mid == [6: 0]) + ' ' + mid.hashCode()
println mid.inspect() + mid.collect { k, v -> k } + mid.findAll { true }.getClass().name
mid.clear()
println t
def s = new TreeSet('a'..'g')
def hs = s.headSet('d'), ds = s.descendingSet()
s << 'aa'
println "$hs $ds ${ds.first()} ${hs.last()}"
ds.remove('g'); hs.removeAll(['a', 'b'])
println s
println '' + hs.contains('zz') + ' ' + hs.contains('c') + ' ' + ds.headSet('c')
def m = [a: 1]
def u = m.asImmutable(), sy = m.asSynchronized(), w = m.withDefault { it + '!' }
m.b = 2
println "$u $sy $w ${w.zz} $m $u"
sy.c = 3
println m
println u.size() + ' ' + u.containsKey('zz') + ' ' + u.keySet() + ' ' + u.values() + ' ' + (u == m) + ' ' + (u + [q: 1])
try { u.keySet().remove('a') } catch (e) { println e.class.name }
try { u.each { it.value = 5 } } catch (e) { println e.class.name }
try { u.entrySet().iterator().remove() } catch (e) { println e.class.name }
def l = [3, 1, 2]
def ul = Collections.unmodifiableList(l), sl = Collections.synchronizedList(l)
sl << 0
l.sort()
println "$ul $sl ${ul == l} ${ul.size()} ${ul[0]} ${ul.subList(1, 3)}"
try { ul.remove(0) } catch (e) { println e.class.name }
try { ul.iterator().with { next(); remove() } } catch (e) { println e.class.name }
def p1 = l.subList(1, 4), p2 = p1.subList(1, 2)
p2 << 'x'; p2[0] = 'y'
println "$l $p1 $p2"
p1.sort { it.toString() }
println "$l $p1"
l << 1
try { p2.size() } catch (e) { println e.class.name }
try { p1.each { } } catch (e) { println e.class.name }
try { println p1[0] } catch (e) { println e.class.name }
