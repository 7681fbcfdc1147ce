message()
import groovy.json.*
def before = [title: 'a', tags: ['x'], n: 1, gone: true]
def after = [title: 'b', tags: ['x', 'y'], n: 1, fresh: null]
def patch = []
(before.keySet() + after.keySet()).each { k ->
    if (!after.containsKey(k)) patch << [op: 'remove', path: "/$k"]
    else if (!before.containsKey(k)) patch << [op: 'add', path: '/' + k, value: after[k]]
    else if (before[k] != after[k]) patch << [op: 'replace', path: "/${k}".toString(), value: after[k]]
}
println JsonOutput.toJson(patch)
def text = JsonOutput.prettyPrint(JsonOutput.toJson([patch: patch.take(1), empty: [], none: [:]]))
println text
println new JsonSlurper().parseText(text) == [patch: [[op: 'replace', path: '/title', value: 'b']], empty: [], none: [:]]
println httpClient.put('/x', new JsonBuilder(patch).toString())
println JsonOutput.toJson(a: 1, b: [c: [1.50, 2G, 1e10, 'é"\n\t/']])
println JsonOutput.unescaped('raw').toString()
println new JsonSlurper().parseText('{"k": "a\\/b\\u00e9"}').k
