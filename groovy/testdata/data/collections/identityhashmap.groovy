def m = new IdentityHashMap()
def a = new String('k'), b = new String('k')
m[a] = 1
m.put(b, 2)
println m.size()
println m.get(a)
println m.get(b)
println m.containsKey('k')
println m.containsKey(a)
println m.values().sort()
println m.keySet().size()
m.remove(a)
println m
println m.containsValue(2)
println m.containsValue(3)
def k = 1000
m.put(k, 'x')
println m[k]
println m.getClass().name
m.clear()
println m.isEmpty()
println m instanceof Map
def m2 = new IdentityHashMap(10)
m2.a = 1
println m2
println m2.a
m2.each { kk, v -> println "$kk=$v" }
println m2.putIfAbsent('a', 5)
println m2.getOrDefault('zz', 0)
println new IdentityHashMap([a: 1])
