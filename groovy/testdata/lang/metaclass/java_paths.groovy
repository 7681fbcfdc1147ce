class P { String name; String toString() { "P:$name" }; boolean equals(o) { true }; int hashCode() { 5 }; }
P.metaClass.toString = { -> 'meta!' }
def p = new P(name: 'x')
println p.toString()
println "$p"
println p
println([p])
println 'a' + p
println p as String
println String.valueOf(p)
P.metaClass.equals = { o -> false }
println p == p
println p.equals(p)
P.metaClass.hashCode = { -> 77 }
println p.hashCode()
println([p] as Set)
println([(p): 1].containsKey(new P()))
class Z { }
Z.metaClass.toString = { -> 'zmeta' }
println new Z().toString()
println new Z().with { "$it" }.startsWith('Z@')
println new Z().inspect().startsWith('Z@')
class Cmp implements Comparable { int v; int compareTo(o) { v <=> o.v } }
Cmp.metaClass.compareTo = { o -> 0 }
println new Cmp(v: 1) < new Cmp(v: 2)
println([new Cmp(v: 3), new Cmp(v: 2)].sort()*.v)
println([new Cmp(v: 3), new Cmp(v: 2)].max().v)

class Tr { boolean t; boolean asBoolean() { t } }
Tr.metaClass.asBoolean = { -> true }
println new Tr(t: false) ? 'y' : 'n'
class It { def iterator() { [1,2].iterator() } }
It.metaClass.iterator = { -> [3].iterator() }
for (x in new It()) print x
println()
println new It().collect { it }
Integer.metaClass.toString = { -> 'int!' }
println 5.toString()
println "${5}"
println 5
