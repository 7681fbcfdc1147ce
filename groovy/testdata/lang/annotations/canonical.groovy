import groovy.transform.*
@Canonical class P { String name; int age; List tags = [] }
println new P('a', 1, ['t'])
println new P('a', 1)
println new P('a')
println new P()
println new P(name: 'b', age: 2)
println new P('a', 1) == new P(name: 'a', age: 1)
println new P('a', 1).hashCode() == new P('a', 1).hashCode()
try { new P(1, 2) } catch (GroovyRuntimeException e) { println e.class.simpleName }
try { new P('a', 1, [], 4) } catch (GroovyRuntimeException e) { println e.message }
@Canonical(excludes = ['secret']) class Q { String name; String secret }
println new Q('n', 's'); println new Q('n', 's') == new Q('n', 't')
@TupleConstructor class R { int a; String b; def c }
def r = new R(1, 'x'); println "$r.a $r.b $r.c"
println new R(a: 4).a
@TupleConstructor(includes = 'b') class S { int a; String b }
println new S('only').b
@TupleConstructor(includeFields = true) class T { int a; private String b; def getB2() { b } }
println new T(1, 'bb').b2
@TupleConstructor(includeSuperProperties = true) class U extends R { def u }
def u = new U(1, 'sb', 'sc', 'uu'); println "$u.a $u.b $u.c $u.u"
@TupleConstructor(force = true) class V { int a; V(String s) { a = s.size() } }
println new V('abc').a; println new V(7).a
@Canonical class W { String a = 'def'; int b = 5 }
println new W(); println new W('x'); println new W('x', 6); println new W(null)
@Canonical class X { Map m; def z }
println new X([a: 1])
println new X([a: 1], 2)
println new X(m: [q: 1])
class Y extends P { def extra; String toString() { "Y:" + super.toString() + extra } }
println new Y(name: 'y', extra: 1)
P p = ['coerced', 9]
println p
def (n, a) = [p.name, p.age]
println "$n $a"
