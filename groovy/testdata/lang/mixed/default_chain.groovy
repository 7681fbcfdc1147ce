def three(a, b = a + 1, c = b * 2) { [a, b, c] }
try { println three(1) } catch (e) { println e.message }
println three(1, 5)
def cl = { a, b = a + 1, c = b * 2 -> [a, b, c] }
try { println cl(1) } catch (e) { println e.message }
println cl(1, 7)
class A { def b = 'prop'; def three(a, b = a + 1, c = b * 2) { [a, b, c] } }
println new A().three(1)
def inClosure(a, b = a + 1, c = { b * 2 }) { [a, b, c()] }
println inClosure(1)
def two(int a = 1, int b = a + 1) { [a, b] }
println two(5)
println two()
