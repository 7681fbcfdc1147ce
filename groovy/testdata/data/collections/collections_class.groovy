// Collections.*
def l = [3, 1, 2]
Collections.sort(l); println l
Collections.reverse(l); println l
Collections.swap(l, 0, 2); println l
Collections.rotate(l, 1); println l
println Collections.max(l) + ' ' + Collections.min(l)
println Collections.max(['aa', 'b'], { a, b -> a.size() <=> b.size() } as Comparator)
println Collections.frequency([1, 2, 1, 1], 1)
println Collections.nCopies(3, 'x')
println Collections.emptyList() + Collections.emptyMap().toString() + Collections.emptySet()
println Collections.singletonList(1)
println Collections.singleton(1)
println Collections.singletonMap('a', 1)
println Collections.disjoint([1, 2], [3])
println Collections.binarySearch([1, 3, 5, 7], 5)
println Collections.binarySearch([1, 3, 5, 7], 4)
def u = Collections.unmodifiableList([1, 2])
try { u << 3 } catch (e) { println e.class.name }
try { Collections.emptyList().add(1) } catch (e) { println e.class.name }
try { Collections.unmodifiableMap([a: 1]).b = 2 } catch (e) { println e.class.name }
try { Collections.unmodifiableSet([1] as Set).clear() } catch (e) { println e.class.name }
println u.getClass().name
println Collections.unmodifiableMap([a: 1]).getClass().name
println Collections.synchronizedList([1]).getClass().name
println Collections.synchronizedMap([a: 1]).getClass().name
def f = [1, 2, 3]
Collections.fill(f, 0); println f
def x = []
Collections.addAll(x, 1, 2, 3); println x
println Collections.indexOfSubList([1, 2, 3, 2, 3], [2, 3])
println Collections.lastIndexOfSubList([1, 2, 3, 2, 3], [2, 3])
Collections.replaceAll(x, 2, 9); println x
def cp = [0, 0, 0, 0]
Collections.copy(cp, [1, 2]); println cp
println Collections.list(new Vector([1, 2]).elements())
println Collections.newSetFromMap([:]).with { add(1); it }
def back = [1, 2]
def view = Collections.unmodifiableList(back)
back << 3
println view
println Collections.enumeration([1,2]).toList()
def sh = (1..10).toList()
Collections.shuffle(sh, new Random(42))
println sh
try { Collections.nCopies(-1, 1) } catch (e) { println e.class.name + ': ' + e.message }
