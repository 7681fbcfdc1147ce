import groovy.json.StreamingJsonBuilder
def t = { Closure c -> def w = new StringWriter(); def b = new StreamingJsonBuilder(w); try { c(b); println w } catch (e) { println "${e.getClass().name} ${e.message}" } }
t { x -> x.person { name 'x'; age 3; sub { a 1 }; l 1, 2; q([1, 2]) { v it }; m(a: 1) } }
t { x -> x { a 1; b 'y' } }
t { x -> x([1, 2, 3]) { n it } }
t { x -> x(1, 2, 3) }
t { x -> x(a: 1) }
t { x -> x.foo(a: 1) { c 3 } }
t { x -> x.foo() }
t { x -> x.foo(a: 1) }
t { x -> x.foo([1, 2]) { k it } }
t { x -> x.foo(1) }
t { x -> x([a: 1, b: [2]]) }
def w = new StringWriter()
new StreamingJsonBuilder(w, [a: 1])
println w
