def m = new groovy.json.JsonSlurper().parseText('{"a":1,"b":2.5,"c":true,"d":"s","e":[],"f":{}}')
m.each { k, v -> println "$k ${v.getClass().simpleName}" }
println m.a + m.b
println m.a instanceof Integer
