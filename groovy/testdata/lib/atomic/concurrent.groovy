import java.util.concurrent.*
def m = new ConcurrentHashMap()
m.a = 1
m.put('b', 2)
println m
println m.putIfAbsent('a', 9)
println m.get('c')
def l = new CopyOnWriteArrayList([1, 2])
l << 3
println l
println l.size()
