class Status { static OPEN = 'o' }
class A { Status status; def m() { Status.OPEN } ; def getURL() { 'u' } ; def n() { URL } ; def o() { uRL } }
println new A().m()
try { println new A().n() } catch (e) { println e.class }
try { println new A().o() } catch (e) { println e.class }
class B { def getFoo() { 1 } ; def n() { Foo } }
try { println new B().n() } catch (e) { println e.message }
class C { def Foo = 3 ; def n() { Foo } ; def x() { foo } }
try { println new C().n() } catch (e) { println e.message }
try { println new C().x() } catch (e) { println e.message }
println new C().Foo
try { println new C().foo } catch (e) { println e.message }
println new C().getFoo()
class D { String String = 'x'; def n() { String } ; def m() { String.valueOf(1) } }
println new D().n(); println new D().m()
class E { Status Status; def n() { Status } }
println new E().n()
