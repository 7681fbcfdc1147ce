// TreeSet
def t = new TreeSet([5, 1, 9, 3, 7])
println t
println t.first() + ' ' + t.last()
println t.floor(4) + ' ' + t.ceiling(4) + ' ' + t.higher(5) + ' ' + t.lower(5)
println t.lower(1)
println t.headSet(5)
println t.headSet(5, true)
println t.tailSet(5)
println t.tailSet(5, false)
println t.subSet(2, 8)
println t.subSet(1, false, 9, false)
println t.descendingSet()
println t.descendingIterator().toList()
println t.pollFirst() + ' ' + t.pollLast()
println t
def hs = t.headSet(6)
hs << 2
println t
try { hs << 100 } catch (e) { println e.class.name + ': ' + e.message }
t << 0
println hs
println t.size() + ' ' + hs.size()
hs.remove(3)
println t
println((t + 50))
println(((t + [50, 10]).getClass().name))
println((t - 5))
println t.collect { it * 2 }.getClass().name
println t.findAll { it > 1 }.getClass().name
println t.grep { it > 1 }.getClass().name
println t.toList()
println(([3, 1, 2] as SortedSet).getClass().name)
println(([3, 1, 2] as TreeSet))
def byLen = new TreeSet(Comparator.comparing { it.length() })
byLen.addAll(['aaa', 'b', 'cc', 'dd'])
println byLen
println new TreeSet({ p, q -> q <=> p }).with { addAll([1, 2, 3]); it }
try { new TreeSet([1, 'a']) } catch (e) { println e.class.name }
try { new TreeSet().first() } catch (e) { println e.class.name }
println new TreeSet().pollFirst()
println t == [0, 2, 5, 7] as Set
println t.equals(new HashSet([0, 2, 5, 7]))
println t.contains(5)
println t.intersect([5, 7, 11])
println t.join('-')
println t.max() + t.min()
println t[0] + t[-1]
