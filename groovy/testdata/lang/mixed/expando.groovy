def e = new Expando(name: 'x', f: { -> "f of $name" })
println e.name; println e.f(); println e.missing
e.age = 3; e.grow = { n = 1 -> age += n; delegate.age }
println e.grow(); println e.grow(5); println e.age
println e.properties.keySet().sort()
println e.getProperty('age')
e['k'] = 'v'
println e.k
e.toString = { -> "E($name)" }
println e
println "$e"
try { e.nomethod(1) } catch (MissingMethodException x) { println x.message }
class Sub extends Expando { def own = 'o'; def m() { 'm' + own + dyn } }
def s = new Sub(dyn: 'D'); println s.own; println s.m(); println s.dyn
s.equals = { o -> true }
println s == 5
println e.hasProperty('name')
def e2 = new Expando(); e2.hashCode = { -> 7 }; println e2.hashCode()
println e.properties instanceof Map
