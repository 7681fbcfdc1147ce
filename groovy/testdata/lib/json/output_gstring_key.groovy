def k = 'x'
println groovy.json.JsonOutput.toJson(["$k-1": "v$k"])
