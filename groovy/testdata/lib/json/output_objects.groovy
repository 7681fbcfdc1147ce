import groovy.json.JsonOutput
class P { String name; int age; private int hid = 3; List l; def getFoo() { 'foo' }; public int pub = 4; boolean ok }
class Sub extends P { String extra = 'e' }
class Emp { }
class Tr { def x = 1; def isY() { true }; boolean isZ() { true }; protected q = 4; final int fin = 3 }
enum E { A, B { } }
println JsonOutput.toJson(new P(name: 'x', age: 3))
println JsonOutput.toJson(new Sub(name: 'x', age: 3))
println JsonOutput.toJson(new Emp())
println JsonOutput.toJson(new Tr())
println JsonOutput.toJson(E.A)
println JsonOutput.toJson(E.B)
println JsonOutput.toJson([(E.A): E.B])
println JsonOutput.toJson(new P(l: [new P(name: 'in'), 2]))
println JsonOutput.toJson([new Sub()])
