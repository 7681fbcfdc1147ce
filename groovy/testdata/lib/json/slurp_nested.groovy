import groovy.json.JsonSlurper
def m = new JsonSlurper().parseText('{"a":null,"b":{"c":[1,2,{"d":"e"}]},"c":true}')
println m.b.c[2].d
println m.size()
println m
println m instanceof Map
println m.containsKey('a')
println m.containsKey('z')
println m.z
println m.toString()
println "$m"
m.z = 3
println m
m.remove('a')
println m
println m == [b: [c: [1, 2, [d: 'e']]], c: true, z: 3]
println([b: 1] == new JsonSlurper().parseText('{"b":1}'))
m.each { k, v -> println "$k=$v" }
println m.collect { k, v -> k }.join(',')
println m.b.c*.toString()
