import java.util.concurrent.atomic.AtomicBoolean
def b = new AtomicBoolean()
println b.get()
println b.compareAndSet(false, true)
println b.getAndSet(false)
println b
