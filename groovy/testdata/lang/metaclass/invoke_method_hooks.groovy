class P { String name; String toString() { "P:$name" } }
P.metaClass.invokeMethod = { String n, args -> n == 'iterator' ? [7, 8].iterator() : n == 'asType' ? 'cast' : n == 'isCase' ? true : n == 'next' ? 'nxt' : n == 'getAt' ? 'at' : "<$n>".toString() }
def p = new P(name: 'x')
for (x in p) println x
println p.collect { 1 }
println p in [p]
println p as String
switch (p) { case P: println 'is P' }
switch (3) { case p: println 'case p'; break; default: println 'default' }
println p[3]
p++
println p
p = new P(name: 'y')
println(-p)
println(~p)
p += 1
println p
println new P().each { }
println new P().size()
println new P() << 3
println new P().inspect()
println new P().dump()
println new P().getName()
println new P().properties
