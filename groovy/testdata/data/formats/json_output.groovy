import groovy.json.*
println JsonOutput.toJson([a: 1, b: 'x', c: [1, 2.5, null, true], d: [:], e: []])
println JsonOutput.toJson('quote " back \\ slash / nl \n tab \t uni \u00e9 \u20ac ctl \u0001')
println JsonOutput.toJson(null) + JsonOutput.toJson(true) + JsonOutput.toJson(1.50) + JsonOutput.toJson(10G) + JsonOutput.toJson(1.0d) + JsonOutput.toJson(5L)
println JsonOutput.toJson('c' as char)
println JsonOutput.toJson("g${1}")
println JsonOutput.toJson([1, 2] as int[])
println JsonOutput.toJson(['x'] as Set)
println JsonOutput.toJson([1: 'int key', (true): 'b'])
println JsonOutput.toJson(new Date(0L))
println JsonOutput.toJson([d: Date.parse('yyyy-MM-dd HH:mm', '2024-05-06 07:08')])
def cal = Calendar.getInstance(TimeZone.getTimeZone('UTC')); cal.timeInMillis = 1000
println JsonOutput.toJson(cal)
println JsonOutput.toJson(UUID.fromString('123e4567-e89b-12d3-a456-426614174000'))
println JsonOutput.toJson(new URL('http://example.org/a?b=c'))
class P { String name; int age; List tags = []; private secret = 1; P friend; static s = 2 }
println JsonOutput.toJson(new P(name: 'Al', age: 3, tags: ['x'], friend: new P(name: 'Bo')))
enum E { ONE, TWO }
println JsonOutput.toJson([e: E.ONE, l: E.values()])
println JsonOutput.toJson { name 'x'; list 1, 2; nested { a 1 } }
println JsonOutput.toJson(1..3)
println JsonOutput.toJson('a'..'c')
try { JsonOutput.toJson([(null): 1]) } catch (e) { println e.class.name + ': ' + e.message }
try { JsonOutput.toJson(Double.NaN) } catch (e) { println e.class.name + ': ' + e.message }
println JsonOutput.prettyPrint('{"a":1,"b":[1,2,{"c":null}],"d":{},"e":[],"s":"x{,}[]:"}')
println JsonOutput.prettyPrint('[]')
println JsonOutput.prettyPrint(JsonOutput.toJson([x: [[1], [2]], y: "q\"uote"]))
println JsonOutput.toJson(new Expando(a: 1, b: 'z'))
println JsonOutput.unescaped('<raw>').class.simpleName
println JsonOutput.toJson([k: JsonOutput.unescaped('{"raw":1}')])
println JsonOutput.toJson([a: [b: [c: [:]]]].withDefault { 1 })
println JsonOutput.toJson(new StringBuilder('sb'))
println JsonOutput.toJson([1, 'two', [three: 3]].iterator())
println JsonOutput.toJson([a: Optional.of(1).get(), b: 1.0f, c: 1e10, d: 1E-10, f: 100000000000.0d])
