import groovy.json.JsonOutput
println JsonOutput.toJson(new Expando(a: 1, b: 'x'))
println JsonOutput.toJson({ a 1; b 'x'; c { d 2 } })
println JsonOutput.toJson({ name 'x'; list([1, 2]) { v it }; args 1, 2, 3 })
