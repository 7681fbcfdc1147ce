import groovy.json.*
println JsonOutput.unescaped('{"a":1}')
println JsonOutput.toJson([a: JsonOutput.unescaped('{"q":1}')])
