import groovy.json.*
def o = new JsonSlurper().parseText('{"z":1,"a":{"y":1,"b":2},"m":[{"q":1,"c":2}]}')
println o instanceof SortedMap
println o.findAll { it.value }.getClass()
println o.sort { it.key }.getClass()


def c = o.collectEntries { k, v -> [k, v] }
c.b = 1
println c
println o.findAll { k, v -> k > 'b' }
println o.groupBy { it.key > 'b' }
println o.keySet().getClass()
println o.keySet().collect()
println o.entrySet().first()
println o.values()
o.remove('a')
o.b = 'new'
println o
println new LinkedHashMap(o)
println new TreeMap(o)
println o as TreeMap
println o.clone().getClass()
