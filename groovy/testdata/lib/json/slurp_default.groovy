def m = new groovy.json.JsonSlurper().parseText('{"a":{"b":null}}')
println m.a.b ?: 'none'
println m?.x?.y
println m.a.containsKey('b')
println m.get('q', 'def')
