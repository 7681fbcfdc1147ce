trait Counter { private int count = 0; int inc() { count += 1; count } }
trait Named { public String name = 'x' }
class A implements Counter, Named { }
def a = new A()
println a.inc() + a.inc()
println a.Counter__count
println a.Named__name
a.Named__name = 'y'
println a.Named__name
println a.Named__nope
