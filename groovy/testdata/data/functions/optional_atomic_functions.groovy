import java.util.concurrent.atomic.*
import java.util.function.*
def o = Optional.of(5)
println o.map { it * 2 }.get() + o.filter { it > 9 }.orElse(0)
println '' + Optional.empty().isPresent() + ' ' + Optional.ofNullable(null).orElseGet { 'dflt' }
try { Optional.empty().get() } catch (e) { println e.class.name + ': ' + e.message }
try { Optional.of(null) } catch (e) { println e.class.name }
try { Optional.empty().orElseThrow { new IllegalStateException('no') } } catch (e) { println e.class.name + ': ' + e.message }
o.ifPresent { println "got $it" }
println o.flatMap { Optional.of("v$it") }
println((o == Optional.of(5)) )
println o ? 'truthy' : 'falsy'
println '' + Objects.equals(null, null) + ' ' + Objects.hash(1, 2) + ' ' + Objects.toString(null) + ' ' + Objects.toString(null, 'd') + ' ' + Objects.isNull(1) + Objects.nonNull(1)
try { Objects.requireNonNull(null, 'must') } catch (e) { println e.class.name + ': ' + e.message }
println Objects.requireNonNull('x') + Objects.hashCode(null) + Objects.compare(1, 2, { a, b -> a <=> b } as Comparator)
def ai = new AtomicInteger(5)
println ai.incrementAndGet() + ' ' + ai.getAndIncrement() + ' ' + ai.get() + ' ' + ai.addAndGet(3) + ' ' + ai.compareAndSet(10, 1) + ' ' + ai + ' ' + ai.updateAndGet { it * 7 } + ' ' + ai.accumulateAndGet(3) { a, b -> a + b } + ' ' + ai.intValue()
def al = new AtomicLong(); al.set(9L); println al.getAndAdd(1) + al.get()
def ab = new AtomicBoolean(); println '' + ab.getAndSet(true) + ' ' + ab.get()
def ar = new AtomicReference('a'); ar.set('b'); println ar.get() + ar.getAndSet('c') + ar.updateAndGet { it + '!' }
Function f = { it + 1 }
println f.apply(1)
BiFunction bf = { a, b -> a + b }
println bf.apply(1, 2)
Predicate p = { it > 3 }
Supplier s = { 'sup' }
println s.get()
Consumer c = { println "c $it" }
c.accept(1)
UnaryOperator uo = { it.toUpperCase() }
println uo.apply('x')
BinaryOperator bo = { a, b -> a * b }
println bo.apply(3, 4)
IntFunction inf = { "n$it" }
println inf.apply(3)
ToIntFunction tif = { it.size() }
println tif.applyAsInt('abc')
IntPredicate ip = { it % 2 == 0 }
println ip.test(4)
IntBinaryOperator ibo = { a, b -> a - b }
println ibo.applyAsInt(5, 3)
Runnable run = { println 'ran' }
run.run()
java.util.concurrent.Callable call = { 'called' }
println call.call()
Comparator cmp = { a, b -> b <=> a }
println(([1, 3, 2].sort(false, cmp)))
def m = [a: 1]
println m.computeIfAbsent('b') { k -> k * 2 } + ' ' + m.computeIfPresent('a') { k, v -> v + 1 } + ' ' + m.compute('c') { k, v -> v == null ? 0 : v } + ' ' + m.merge('a', 5) { x, y -> x + y } + ' ' + m
m.replaceAll { k, v -> "$k$v" }
println m
m.forEach { k, v -> print "$k=$v;" }
println()
[1, 2].forEach { print it }
println()
println m.getOrDefault('zz', 'def') + m.putIfAbsent('a', 'no') + m.remove('a', 'wrong')
