message()
import groovy.json.*
def j = new JsonSlurper().parseText('''{"a": 1, "b": 2.50, "c": 1e3, "d": 12345678901, "e": "x\\u0041\\n", "f": null, "g": [true, {"h": []}], "i": {}}''')
j.each { k, v -> println "$k ${v?.getClass()?.simpleName} $v" }
println j.g[1].h.isEmpty()
println j.nope?.deep
println JsonOutput.toJson(j)
println JsonOutput.toJson([date: new Date(0), s: "a\"b/c\\", n: [1, 2.0, null, 3L], 'k e y': 'ü', t: "g${1}"])
println JsonOutput.toJson("text") + JsonOutput.toJson(5) + JsonOutput.toJson(null) + JsonOutput.toJson([]) + JsonOutput.toJson([:])
println JsonOutput.prettyPrint('{"a":[1,2,{"b":"c"}],"d":{}}')
class P { String name; int age; List tags = [] }
println JsonOutput.toJson(new P(name: 'x', age: 3))
println new JsonSlurper().parseText('[1, "two", [3]]').flatten()
def body = [fields: [project: [key: issue.projectKey], summary: issue.summary, labels: issue.labels*.label]]
println JsonOutput.toJson(body)
println new JsonBuilder(body).toPrettyString().readLines().size()
def b = new JsonBuilder()
def root = b.issue { key issue.key; tags(*['a', 'b']); nested { x 1 } ; list([1, 2]) { n -> v n } }
println b.toString()
