class Foo { String name }
Foo.metaClass {
    hello { -> "hello $delegate.name" }
    hello2 { String x -> "hello2 $x ${delegate.name}" }
    getUp { -> delegate.name.toUpperCase() }
    setUp { v -> delegate.name = v.toLowerCase() }
    'static' {
        make { n -> new Foo(name: n) }
        count { -> 42 }
    }
    constructor { String s, int n -> new Foo(name: s * n) }
}
println Foo.make('x').hello()
println Foo.count()
println new Foo(name: 'q').hello2('r')
println new Foo(name: 'abc').up
def f = new Foo(name: 'z'); f.up = 'HELLO'; println f.name
Foo.metaClass.static.other = { -> 'other' }
println Foo.other()
Foo.metaClass.add << { a, b -> a + b }
Foo.metaClass.add << { String a -> a }
println f.add('x')
println new Foo().add(1, 2)
try { Foo.metaClass.add << { int a, int b -> 0 }; println new Foo().add(3, 4) } catch (e) { println e.class.name }
Foo.metaClass.invokeMethod = { String n, args -> def m = Foo.metaClass.getMetaMethod(n, args); m ? "[${m.invoke(delegate, args)}]" : "missing $n" }
println new Foo(name: 'i').hello()
println new Foo().unknownThing(1)
Foo.metaClass = null
println new Foo(name: 'plain').name
try { new Foo().hello() } catch (MissingMethodException e) { println 'no hello' }
ExpandoMetaClass emc = new ExpandoMetaClass(Foo, false)
emc.extra = { -> 'emc extra' }
emc.initialize()
def g = new Foo(); g.metaClass = emc
println g.extra()
Integer.metaClass.isPrimeNum = { -> def d = delegate; d > 1 && (d == 2 || (2..<d).every { d % it }) }
println((1..10).findAll { it.isPrimeNum() })
Number.metaClass.getPct = { -> "${delegate}%" }
println 5.pct + 2.5.pct
Map.metaClass.getAny = { -> 'x' }
println([:].any)
interface Sp { }
class SpI implements Sp {}
Sp.metaClass.speak = { -> 'spoken' }
println new SpI().speak()
