import groovy.json.JsonBuilder
def t = { Closure c -> def b = new JsonBuilder(); try { c(b); println b } catch (e) { println "${e.getClass().name} ${e.message}" } }
t { x -> x(1, 2, 3) }
t { x -> x([1, 2, 3]) }
t { x -> x([[n: 1], [n: 2]]) { v it.n } }
t { x -> x(a: 1, b: 2) }
t { x -> x.foo() }
t { x -> x.foo(a: 1) }
t { x -> x.foo(a: 1) { c 3 } }
t { x -> x.foo([1, 2, 3]) { v it } }
t { x -> x.foo('x') }
t { x -> x.foo(1, 2) }
t { x -> x { a 1; items([1, 2].collect { [id: it] }) } }
t { x -> x { k { y() }; l([]); m([:]); n null } }
t { x -> x.foo(1, 'x') { c 3 } }
