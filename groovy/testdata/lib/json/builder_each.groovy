def b = new groovy.json.JsonBuilder()
b([1, 2, 3]) { Integer n -> id n; sq n * n }
println b.toPrettyString()
