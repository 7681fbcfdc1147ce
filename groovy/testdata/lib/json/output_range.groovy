import groovy.json.JsonOutput
println JsonOutput.toJson(['a'..'c', 1..<3, []])
