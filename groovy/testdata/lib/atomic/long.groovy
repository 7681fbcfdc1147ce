import java.util.concurrent.atomic.AtomicLong
def a = new AtomicLong()
10.times { a.incrementAndGet() }
println a.get()
println a.get().getClass().name
println a.getAndSet(3L)
println a.accumulateAndGet(4L, { x, y -> x * y })
