try { println([*: null]) } catch (e) { println e.class.name }
try { println([a: 1, *: null]) } catch (e) { println e.class.name }
try { println([*: [], a: 1]) } catch (e) { println e.class.name }
try { println([*: [1, 2], a: 1]) } catch (e) { println e.class.name }
try { println([*: 5, a: 1]) } catch (e) { println e.class.name }
try { println([*: 'ab', a: 1]) } catch (e) { println e.class.name }
try { println([*: [a: 3], a: 1]) } catch (e) { println e.class.name }
try { println([a: 1, *: [a: 3]]) } catch (e) { println e.class.name }
try { println([*: new TreeMap(z: 1, b: 2), q: 1]) } catch (e) { println e.class.name }
try { println([*: new Expando(a: 1)]) } catch (e) { println e.class.name }
def f(Map m, Object... r) { "$m $r" }
try { println f(*: null) } catch (e) { println e.class.name }
try { println f(*: [a: 1]) } catch (e) { println e.class.name }
try { println f(*: [a: 1], b: 2, 3) } catch (e) { println e.class.name }
try { println f(5, *: [a: 1], *[1, 2], b: 2, 3) } catch (e) { println e.class.name }
try { println f(x: 5, *null) } catch (e) { println e.class.name }
try { println([*null]) } catch (e) { println e.class.name }
try { println([*5]) } catch (e) { println e.class.name }
try { println([*'ab']) } catch (e) { println e.class.name }
try { println([*[a: 1]]) } catch (e) { println e.class.name }
try { println([*(1..3), *[4, 5].iterator()]) } catch (e) { println e.class.name }
try { println([*([1, 2] as Set), *([3] as int[]), *([] as String[])]) } catch (e) { println e.class.name }
def order = []
def o = { order << it; it }
println([o(1), *[o(2)], o(3), *o([4]), o(5)])
println order
order.clear()
println order
order.clear()
println order
