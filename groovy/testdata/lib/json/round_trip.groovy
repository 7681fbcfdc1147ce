import groovy.json.*
def data = [id: 12, name: 'Ünïcode "q"', price: 12.50, tags: ['a', 'b'], nested: [x: [y: [z: null]]], big: 12345678901]
def text = JsonOutput.toJson(data)
println text
def back = new JsonSlurper().parseText(text)
println back == data
println back.nested.x.y.z
println back.price.class.simpleName
println JsonOutput.prettyPrint(text)
