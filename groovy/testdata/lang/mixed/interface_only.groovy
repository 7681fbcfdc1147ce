import java.util.function.*
Function f = { it + 1 }
println f.apply(2)
try { println f(2) } catch (MissingMethodException e) { println e.method }
try { println f + 2 } catch (MissingMethodException e) { println e.method }
Comparator c = { a, b -> b <=> a }
println c.compare(1, 2)
try { println c(2, 3) } catch (MissingMethodException e) { println e.method }
Predicate p = { it > 2 }
println p.test(3)
Consumer co = { println "c" }
co.accept(3)
interface Op { int apply(int a, int b) }
Op op = { a, b -> a + b }
println op.apply(2, 3)
try { println op(2, 3) } catch (MissingMethodException e) { println e.method }
try { println op.applyy(2, 3) } catch (MissingMethodException e) { println e.method }
def m = [compare: { a, b -> b <=> a }] as Comparator
println m.compare(1, 2)
def it = [hasNext: { true }, next: { 5 }] as Iterator
try { it.remove() } catch (UnsupportedOperationException e) { println e.message }
def r = { -> 3 } as Runnable
println r.run()
