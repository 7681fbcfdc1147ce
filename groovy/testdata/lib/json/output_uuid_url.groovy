import groovy.json.JsonOutput
println JsonOutput.toJson(UUID.fromString('00000000-0000-0001-0000-000000000002'))
println JsonOutput.toJson(new URL('http://a.b/c?d=e'))
