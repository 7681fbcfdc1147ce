// map forms
def m = [b: 2, a: 1, c: 3]
println m.sort()
println m.sort { -it.value }
println m.sort { x, y -> y.key <=> x.key }
println m.sort({ p, q -> q <=> p } as Comparator)
println m.max { it.value }
println m.min { it.value }
println m.max { x, y -> x.value <=> y.value }
println m.find { k, v -> v > 1 }
println m.find { it.value > 1 }.getClass().name
println m.findAll { k, v -> v > 1 }
println m.any { k, v -> v > 2 } 
println m.every { it.value > 0 }
println m.collect { k, v -> k * v }
println m.collectEntries { k, v -> [(v): k] }
println m.collectEntries { [it.key.toUpperCase(), it.value * 2] }
println m.inject(0) { s, k, v -> s + v }
println m.inject(0) { s, e -> s + e.value }
println m.groupBy { k, v -> v % 2 }
println m.groupBy({ it.value % 2 }, { it.key })
println m.countBy { k, v -> v > 1 }
println m.subMap(['a', 'zz'])
println m + [d: 4]
println m - [a: 1, b: 5]
println m.intersect([a: 1, b: 7])
m << [e: 5]
println m
m << new MapEntry('f', 6)
println m
println m.keySet() - ['a']
println m.values().sum()
println m.entrySet().find { it.key == 'a' }
println m.getAt('a')
m.putAt('g', 7)
println m.take(2)
println m.drop(5)
println m.takeWhile { k, v -> v < 3 }
println m.dropWhile { k, v -> v < 3 }
println m.toMapString()
println m.inspect()
println m.collectMany { k, v -> [k, v] }
println m.findResult { k, v -> v > 3 ? k : null }
println m.findResults { k, v -> v > 3 ? k : null }
println m.count { k, v -> v > 2 }
