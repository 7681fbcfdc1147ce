trait Named { String name = 'anon'; String greet() { "I am $name" } }
trait Loud { String greet() { super.greet().toUpperCase() + '!' } }
trait Polite { String greet() { 'please, ' + super.greet() } }
class Base { String greet() { 'base' } }
class A implements Named {}
class B implements Named, Loud, Polite {}
class C extends Base implements Loud, Polite {}
println new A().greet()
println new A(name: 'al').greet()
println new B(name: 'bo').greet()
println new C().greet()
println new B() instanceof Named
trait Counter {
    private int count = 0
    static int total = 0
    int inc() { total += 1; count += 1 }
    abstract String label()
    String show() { "${label()}=$count" }
}
class D implements Counter { String label() { 'd' } }
def d = new D(); d.inc(); d.inc()
println d.show()
println new D().with { inc(); show() }
println D.total
class E implements Counter { String label() { 'e' }; String show() { '<' + Counter.super.show() + '>' } }
println new E().show()
def o = new Object() as Named
println o.greet()
println o instanceof Named
o.name = 'run'
println o.greet()
class Plain { String hi() { 'hi' } }
def w = new Plain().withTraits(Named, Loud)
println w.hi() + ' ' + w.name
try { println w.greet() } catch (e) { println e.class.simpleName }
trait Fly { def fly() { 'fly' } ; def move() { 'f' } }
trait Swim { def swim() { 'swim' } ; def move() { 's' } }
class Duck implements Fly, Swim { }
class Duck2 implements Fly, Swim { def move() { Fly.super.move() + Swim.super.move() } }
println new Duck().move() + new Duck2().move()
trait Dyn { def methodMissing(String n, args) { "$n${args as List}" } ; def propertyMissing(String n) { "p:$n" } }
class Dy implements Dyn {}
println new Dy().foo(1, 2)
println new Dy().bar
println Fly.isInterface()
println new Duck().class.interfaces*.simpleName
