import groovy.json.JsonBuilder
println new JsonBuilder([a: 1, b: [1, 2]])
println new JsonBuilder([a: 1, b: [1, 2]]).toPrettyString()
def b = new JsonBuilder()
b.person {
    name 'G'
    age 3
    tags 'a', 'b'
    address(city: 'x', zip: 1)
    nested { k 'v' }
}
println b
println b.toPrettyString()
println b.content.person.name
println new JsonBuilder()
println new JsonBuilder([a: [b: 1]]).content
