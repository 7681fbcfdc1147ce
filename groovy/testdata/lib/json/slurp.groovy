def show(Object... x) { println x.collect { it.toString() }.join(' | ') }
import groovy.json.*
def s = new JsonSlurper()
def o = s.parseText('{"a": 1, "b": [true, null, 2.5, "x\\u00e9\\n"], "c": {"d": {"e": -3e2}}, "big": 12345678901, "f": 1E3, "z": ""}')
println o
show(o.a.class.simpleName, o.b[2].class.simpleName, o.big.class.simpleName, o.c.d.e.class.simpleName, o.class.simpleName, o.b.class.simpleName)
show(o.c.d.e, o.b*.toString().size())
println o.missing?.x
println s.parseText('[1, 2, {"k": "v"}]')[2].k
show(s.parseText('"str"'), s.parseText('5'), s.parseText('true'), 1)
['{', '{"a" 1}', '[1,', '{"a": tru}', '', 'abc', '{"a":1,}', "{'a': 1}", '[1 2]', '{"a": 01}'].each { try { println s.parseText(it) } catch (e) { println e.class.name + ': ' + (e.message ?: '').readLines().take(1) } }
println JsonOutput.toJson([a: 1, b: 'q"\\/\n\t\u0001é', c: [1.5, null, true], d: new Date(0), e: 'x' as char, f: [:], g: "gs${1}", h: 1G, i: 2L, j: 3.0f])
show(JsonOutput.toJson('s'), JsonOutput.toJson(5), JsonOutput.toJson(null), JsonOutput.toJson([]), JsonOutput.toJson([x: 1, y: 2].entrySet().first()))
println JsonOutput.prettyPrint('{"a":1,"b":[1,2,{"c":[]}],"d":{},"e":"x,y{}"}')
class P { String n; int v; private h = 1; static s = 2; def getCalc() { v * 2 } }
println JsonOutput.toJson(new P(n: 'q', v: 4))
show(JsonOutput.toJson([new P(n: 'a')]), JsonOutput.toJson([(1): 2, (null): 3] as Map).size())
enum E { A, B }
println JsonOutput.toJson([e: E.A, u: new URL('http://x.y'), uuid: UUID.fromString('00000000-0000-0001-0000-000000000002'), c: Calendar.getInstance(TimeZone.getTimeZone('UTC')).with { timeInMillis = 0; it }])
try { JsonOutput.toJson(Double.NaN) } catch (e) { println e.class.simpleName + e.message }
show(JsonOutput.toJson((1..3)), JsonOutput.toJson([1, 2] as int[]), JsonOutput.toJson([1] as Set), JsonOutput.toJson(new Expando(a: 1)))
println JsonOutput.toJson { a 1; b { c 2 } }
println new JsonSlurper().setType(JsonParserType.LAX).parseText('{a: 1, \'b\': 2 /* c */, // x\n c: d}')
println new JsonSlurper(type: JsonParserType.INDEX_OVERLAY).parseText('{"a":[1]}').a
println new JsonSlurperClassic().parseText('{"a":[1,{"b":null}]}')
show(s.parse(new StringReader('[1]')), s.parse('[2]'.bytes), s.parse('{"a":1}'.toCharArray()))
show(JsonOutput.unescaped('{"a":1}').toString(), JsonOutput.toJson([r: JsonOutput.unescaped('[1]')]))
show(s.parseText('{"a":{"b":[{"c":1},{"c":2}]}}').a.b.c.sum(), s.parseText('{"a":1, "a":2}').a)
