String.metaClass.shout = { -> delegate.toUpperCase() + '!' }
println 'hey'.shout()
String.metaClass.getVowels = { -> delegate.findAll(/[aeiou]/).size() }
println 'education'.vowels
Integer.metaClass.static.parseHex = { String s -> Integer.parseInt(s, 16) }
println Integer.parseHex('ff')
Integer.metaClass.minutes = { -> delegate * 60 }
println 5.minutes()
class Foo { String n = 'foo'; def hi() { "hi $n" } }
def early = new Foo()
Foo.metaClass.bye = { x = 'all' -> "bye $x from $n" }
def late = new Foo()
println late.bye(); println late.bye('you')
Foo.metaClass.hi = { -> 'replaced ' + delegate.n }
println new Foo().hi()
Foo.metaClass.constructor << { String s -> def f = new Foo(); f.n = s; f }
println new Foo('ctor').n
Foo.metaClass.prop = 'pp'
def f2 = new Foo(); println f2.prop; f2.prop = 'qq'; println f2.prop; println new Foo().prop
def one = new Foo(); one.metaClass.solo = { 'only me' }
println one.solo()
try { new Foo().solo() } catch (MissingMethodException e) { println e.message.readLines()[0] }
one.metaClass.extra = 42; println one.extra
Foo.metaClass { a1 { 'A1' }; a2 = { x -> "A2$x" }; 'static' { st { 'ST' } } }
println new Foo().a1() + new Foo().a2(3) + Foo.st()
Foo.metaClass.methodMissing = { String nm, args -> "mm $nm ${args as List}" }
println new Foo().whatever(1)
Foo.metaClass.propertyMissing = { String nm -> "pm $nm" }
println new Foo().zzz
List.metaClass.second = { -> delegate[1] }
println([1, 2, 3].second())
println 'x'.respondsTo('shout').size()
println 'x'.metaClass.respondsTo('x', 'shout') ? 'y' : 'n'
println new Foo().metaClass.hasProperty(new Foo(), 'n').name
Object.metaClass.dbl = { -> [delegate, delegate] }
println 5.dbl(); println 'z'.dbl()
println String.metaClass.getMetaMethod('shout', [] as Object[]) != null
GroovySystem.metaClassRegistry.removeMetaClass(String)
try { 'a'.shout() } catch (MissingMethodException e) { println 'gone' }
