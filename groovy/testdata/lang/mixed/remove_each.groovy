def l = [true, true, false]
println l.removeAll { l.first() }
println l
def n = [5, 1, 4, 2, 3]
n.retainAll { it >= n[0] - 2 }
println n
def m = [1, 2, 3, 4]
println m.removeAll { m.size() > 2 }
println m
try { def c = [1, 2, 3]; c.removeAll { c << 9; true } } catch (ConcurrentModificationException e) { println 'changed' }
println([*[1].swap(0, 0), 2])
def order = []
def o = { order << it; it }
println([*o([1]), o(2), *o([3]), o(4)])
println order
println([].asImmutable().reverse(true))
Integer z = null
try { println((int) z) } catch (e) { println e.class.name }
def y = null
try { println((int) y) } catch (e) { println e.class.name }
