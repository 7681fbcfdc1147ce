import groovy.json.JsonOutput
println JsonOutput.toJson([users: [[n: 'a', r: ['x']], [n: 'b', r: []]], total: 2])
println JsonOutput.prettyPrint(JsonOutput.toJson([a: [b: [c: []]]]))
