def e = new Expando()
e.items = []
e.add = { x -> items << x; delegate }
e.add(1); e.add(2)
println e.items
e.count = { -> items.size() }
println e.count()
println e.count.call()
def v = 10
e.addV = { items.sum() + v }
println e.addV()
e.name = 'n'
e.rename = { n -> delegate.name = n }
e.rename('m'); println e.name
e.equals = { o -> o.name == name }
println e.equals(new Expando(name: 'm'))
println e == new Expando(name: 'm')
def map = e.properties.findAll { k, w -> !(w instanceof Closure) }
println map
e.self = { -> this.class.simpleName.size() > 0 }
println e.self()
class Shape extends Expando { def area() { w * h } }
def s = new Expando(w: 2, h: 3, area: { w * h })
println s.area()
s.w = 10; println s.area()
println s.respondsTo('area') ? 'r' : 'nr'
println s.metaClass.class.simpleName.size() > 0
s.each { println it.class.simpleName }
println s.properties.size()
def x = new Expando(a: 1, b: [2, 3], c: { it * 2 })
println x.c(21)
println x.b[1]
x.b << 4
println x.b
println x.a?.toString()
println x.zzz?.foo
x.a += 5
println x.a
x.setProperty('d', 9)
println x.d
println x.getProperty('d')
