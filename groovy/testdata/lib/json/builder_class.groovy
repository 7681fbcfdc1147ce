class P { String n; int a }
println new groovy.json.JsonBuilder(new P(n: 'x', a: 1)).toPrettyString()
println new groovy.json.JsonBuilder([new P(n: 'y')])
