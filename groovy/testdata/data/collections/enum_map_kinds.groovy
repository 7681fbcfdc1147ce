enum E { X, Y, Z }
def o = new EnumMap(E)
o[E.Z] = 1; o[E.X] = 2
println o instanceof SortedMap
println o.findAll { it.value }.getClass()
println o.sort { it.key }.getClass()


println o.groupBy { it.key > E.X }
println o.keySet().collect()
println o.subMap([E.X])
println o.collectEntries { k, v -> [k.name(), v] }
println o.min { it.value }
println o.asImmutable()
