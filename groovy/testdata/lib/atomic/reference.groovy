import java.util.concurrent.atomic.AtomicReference
def r = new AtomicReference('a')
println r.get()
r.set('b')
println r.getAndSet('c')
println r.updateAndGet { it + '!' }
println r
