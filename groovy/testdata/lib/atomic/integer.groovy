import java.util.concurrent.atomic.*
def a = new AtomicInteger(5)
println a.incrementAndGet()
println a.getAndIncrement()
println a.get()
println a.addAndGet(10)
println a.compareAndSet(17, 1)
println a
println a.intValue() + 1
a.set(9)
println a.decrementAndGet()
println a.getAndAdd(2)
println a.updateAndGet { it * 2 }
println "$a"
