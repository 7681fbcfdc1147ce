class A { static int y = Integer.parseInt('zz'); static foo() { 1 } }
class B extends A { static z = 2 }
try { B.z } catch (Throwable e) { println e; println e.cause }
try { A.foo() } catch (Throwable e) { println e; println e.cause }
try { new A() } catch (Throwable e) { println e; println e.cause }
try { new B() } catch (Throwable e) { println e; println e.cause?.class }
def go() {
   A.y
}
go()
