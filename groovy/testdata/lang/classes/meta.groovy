String.metaClass.shout = { -> delegate.toUpperCase() + '!' }
println 'a'.shout()
Integer.metaClass.getDoubled = { -> delegate * 2 }
println 4.doubled
class T { def x = 1; def methodMissing(String n, args) { "mm $n ${args.toList()}" }; def propertyMissing(String n) { "pm $n" }; void propertyMissing(String n, v) { x = "$n=$v" } }
def t = new T()
println t.foo(1, 2)
println t.bar
t.baz = 5
println t.x
T.metaClass.extra = { a -> "extra $a $x" }
println new T().extra(3)
T.metaClass.static.make = { -> new T(x: 9) }
println T.make().x
t.metaClass.solo = { -> 'solo' }
println t.solo()
println new T().solo()
def e = new Expando(a: 1, hi: { -> "hi $a" })
e.b = { it * 2 }
println e.hi() + e.b(4)
println e.a
e.a = 7
println e.hi()
println e.properties.keySet().sort()
class Inv implements GroovyInterceptable { def invokeMethod(String n, a) { "inv $n ${a.toList()}" } }
println new Inv().anything(1)
class Dyn { Map m = [:]; def getProperty(String n) { n == 'm' ? this.@m : m[n] }; void setProperty(String n, v) { this.@m[n] = v } }
def d = new Dyn()
d.q = 4
println d.q
println t.metaClass.methods*.name.contains('methodMissing')
println String.metaClass.respondsTo('', 'shout').size()
println 'abc'.metaClass.getMetaMethod('size').name
def mn = 'toUpperCase'
println 'abc'."$mn"()
println t."x"

