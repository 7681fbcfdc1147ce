import groovy.json.JsonBuilder
def b = new JsonBuilder()
def r = b { a 1; c 'x' }
println r
println r.getClass().name
println b.content == [a: 1, c: 'x']
b.content.d = 4
println b
