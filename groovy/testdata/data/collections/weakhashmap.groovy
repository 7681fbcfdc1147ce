def w = new WeakHashMap()
w['a'] = 1
w.b = 2
println w.size()
println w.a
println w.containsKey('b')
println w.keySet().sort()
println w.getClass().name
println w.remove('a')
println w
println w.computeIfAbsent('z') { 9 }
println w.values().sort()
println w == [b: 2, z: 9]
println new WeakHashMap([a: 1]).collect { k, v -> "$k$v" }
