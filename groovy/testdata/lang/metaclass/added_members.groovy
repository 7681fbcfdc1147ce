class Person { String name; int age
  def propertyMissing(String n) { "no $n" }
  def propertyMissing(String n, v) { println "set $n=$v" } }
def p = new Person(name: 'A', age: 3)
println p.zip; p.zip = 5
Person.metaClass.shout = { -> name.toUpperCase() + '!' }
println new Person(name: 'bob').shout()
Person.metaClass.getInitial = { -> name[0] }
println new Person(name: 'zed').initial
Person.metaClass.static.make = { n -> new Person(name: n) }
println Person.make('q').name
String.metaClass.vowels = { -> delegate.count('a') + delegate.count('e') }
println 'banane'.vowels()
Integer.metaClass.isEven = { -> delegate % 2 == 0 }
println 4.isEven() & 3.even
Person.metaClass.constructor = { String s -> new Person(name: s, age: 99) }
println new Person('ctor').age
def e = new Expando(name: 'x', greet: { -> "hi $name" })
println e.greet(); e.foo = 3; println e.foo; println e.bar
println e.properties.keySet().sort()
def one = new Person(name: 'solo')
try { one.metaClass.only = { -> 'mine' }; println one.only() } catch (ex) { println ex.class }
try { new Person(name: 'o').only() } catch (MissingMethodException ex) { println ex.message.readLines()[0] }
Person.metaClass.invokeMethod = { String n, args -> def m = delegate.metaClass.getMetaMethod(n, args); m ? "pre " + m.invoke(delegate, args) : "none $n" }
println new Person(name: 'i').toString().startsWith('pre')
println new Person(name: 'i').nope(1)
println p.respondsTo('shout').size() > 0
println p.hasProperty('name')?.name
println Person.metaClass.methods*.name.contains('shout')
println p.metaClass.respondsTo(p, 'getName').size()
class Cat1 { static shoutAll(List self) { self*.toUpperCase() }; static getTwice(Integer self) { self * 2 } }
use(Cat1) { println(['a'].shoutAll()); println 4.twice }
try { 4.twice } catch (MissingPropertyException ex) { println ex.message }
@Category(Number) class Sq { def squared() { this * this } }
use(Sq) { println 5.squared() }
