def tr = { Closure c -> try { println c() } catch (e) { println e.message } }
tr { 1.with { foo } }
tr { 'abc'.with { [1].collect { foo } } }
tr { 'abc'.with { def x = { foo }; x() } }
def c = { bar }
c.delegate = [1] as Set
tr { c() }
c.resolveStrategy = Closure.DELEGATE_FIRST
tr { c() }
c.resolveStrategy = Closure.DELEGATE_ONLY
tr { c() }
c.resolveStrategy = Closure.OWNER_ONLY
tr { c() }
class A { def m() { def c = { zork }; c.delegate = 5; c() } ; def n() { 5.with { [1].each { zork } } }
  static s() { 5.with { zork } } }
tr { new A().m() }
tr { new A().n() }
tr { A.s() }
c = { -> foo = 3 }
c.delegate = 5
c.resolveStrategy = Closure.DELEGATE_ONLY
tr { c() }
class B { def x; def propertyMissing(String n) { throw new MissingPropertyException(n, B) } }
tr { new B().with { qqq } }
tr { new B().with { 3.with { qqq } } }
tr { null.with { qqq } }
def d = { nix }
d.delegate = null
d.resolveStrategy = Closure.DELEGATE_FIRST
tr { d() }
d.resolveStrategy = Closure.DELEGATE_ONLY
tr { d() }
tr { [a:1].with { qqq } }
tr { [a:1].with { 3.with { qqq } } }
tr { 3.with { [a:1].with { qqq } } }
tr { 3.with { qqq() } }
tr { 'x'.with { 3.with { qqq(1) } } }
class E1 { def run() { tap1 { undefinedName } }; def tap1(Closure c) { c.delegate = new Date(0); c.resolveStrategy = 1; c() } }
tr { new E1().run() }
