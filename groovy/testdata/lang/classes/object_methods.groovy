class P2 { }
class Q { int n }
class R { int n; String toString() { "R$n" }; boolean equals(o) { n == o.n }; int hashCode() { n } }
String.metaClass.foo = { 1 }
println new Q(n: 3).toString().startsWith('Q@')
println "${new Q()}".startsWith('Q@')
println new Q() == new Q()
println new Q().equals(new Q())
println((new Q().hashCode() != 0) as String)
println([new Q(), new Q()].unique().size())
println([new R(n: 1), new R(n: 1)].unique())
println([(new Q()): 1].size())
println new Q() ? 'y' : 'n'
for (x in new Q()) println x.class
Q.metaClass.toString = { -> "Q!" + delegate.n }
println((new Q(n: 4) as String).take(2) + new Q(n: 4).toString())
Q.metaClass.equals = { o -> delegate.n == o.n }
println new Q(n: 4) == new Q(n: 4)
Q.metaClass.hashCode = { -> 5 }
println new Q(n: 4).hashCode()
Q.metaClass.asBoolean = { -> false }
println new Q() ? 'y' : 'n'
def x = [a: { 1 }] as P2
println x.a()
println x == x
println x.hashCode() == x.hashCode()
P2.metaClass.invokeMethod = { String n, args -> def m = delegate.metaClass.getMetaMethod(n, args); m ? m.invoke(delegate, args) : 'none' }
println new P2().zork()
println new P2().toString().startsWith('P2@')
