class P { String name; int age; List tags = ['t']; Map extra
  String toString() { "P($name,$age,$tags,$extra)" } }
println new P(name: 'a')
println new P(age: 3, name: 'b', tags: [1,2], extra: [k: 'v'])
println new P([name: 'c', age: 4])
def m = [name: 'd', age: 5]
println new P(m)
P p = [name: 'e', age: 6]
println p
println([name: 'f'] as P)
try { new P(nme: 'x') } catch (e) { println e.class.simpleName + ' ' + e.message }
try { new P('x') } catch (e) { println e.class.simpleName + ' ' + e.message }
try { new P(age: 'x') } catch (e) { println e.class.simpleName + ' ' + e.message }
try { new P(age: 'xyz') } catch (e) { println e.class.simpleName + ' ' + e.message }
println new P(*:m, age: 9)
class Q { def a, b
  Q(a, b) { this.a = a; this.b = b }
  Q(Map m) { a = m.a; b = 'map' }
  String toString() { "Q($a,$b)" } }
println new Q(1, 2)
println new Q(a: 3)
Q q = [7, 8]
println q
println([5, 6] as Q)
class R { Map opts; def rest
  R(Map opts, rest) { this.opts = opts; this.rest = rest } 
  String toString() { "R$opts:$rest" } }
println new R(x: 1, y: 2, 'tail')
println new R('tail', x: 1)
def f(Map o = [:], String s, int... n) { "$o $s ${n as List}" }
println f('a')
println f('a', k: 1)
println f(k: 1, 'a', 2, 3)
println f([z: 1], 'q', 5)
