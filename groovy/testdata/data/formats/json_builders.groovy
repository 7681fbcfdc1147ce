import groovy.json.*
def b = new JsonBuilder()
b.person { name 'Al'; age 30; address { city 'X'; zip 123 }; tags 'a', 'b'; langs(['g', 'j']); empty([:]) }
println b.toString()
println b.toPrettyString()
println b.content.getClass().name
println b.content.person.name
println new JsonBuilder([1, 2, [a: 1]]).toString()
println new JsonBuilder([a: 1]).toPrettyString()
def r = new JsonBuilder()
def res = r { a 1; b { c 2 } }
println res
println r
r([1, 2, 3])
println r
r(1, 2, 'x')
println r
r.foo()
println r
r.items([[n: 1], [n: 2]]) { it -> id it.n; dbl it.n * 2 }
println r
r([1, 2]) { num it }
println r
r.x(a: 1, b: 2)
println r
r.y(a: 1) { z 3 }
println r
r { k1 'v'; list([1, 2].collect { [n: it] }); nul null }
println r
def w = new StringWriter()
new JsonBuilder([z: 1]).writeTo(w)
println w
def sw = new StringWriter()
def s = new StreamingJsonBuilder(sw)
s.root { a 1; b { c 'x' }; l 1, 2; m([1, 2]) { v it } }
println sw
sw = new StringWriter(); s = new StreamingJsonBuilder(sw)
s([1, 2, 3])
println sw
sw = new StringWriter(); s = new StreamingJsonBuilder(sw)
s([a: 1, b: [c: 2]])
println sw
sw = new StringWriter(); s = new StreamingJsonBuilder(sw)
s { name 'n'; people([[f: 'a'], [f: 'b']]) { p -> first p.f } }
println JsonOutput.prettyPrint(sw.toString())
sw = new StringWriter(); s = new StreamingJsonBuilder(sw)
s.person(id: 1) { name 'q' }
println sw
sw = new StringWriter(); s = new StreamingJsonBuilder(sw, [top: true])
println sw
sw = new StringWriter(); s = new StreamingJsonBuilder(sw)
s.call(1, 2, 3)
println sw
sw = new StringWriter(); s = new StreamingJsonBuilder(sw)
s.foo()
println sw
