import groovy.json.*
def c = new JsonSlurperClassic()
println c.parseText('{"b":1,"a":[1,2.5,true,null,"x"]}')
println c.parseText('[1,]')
println c.parseText('{"a":12345678901}').a.getClass().name
println c.parseText('{"a":1e3}').a
println c.parseText('[]').getClass().name
for (x in ['{"a" 1}', '', '[1 2]', '"x"', '{"a":1', '[1,x]', '{"a"', '{', '[', '[1', '{1:2}', '{"a":,}', '[,]', '{"a":1 2}', '{"a":1,', '[tru]', '[1.]', '[1,2']) {
    try {
        println c.parseText(x)
    } catch (e) {
        println "<<$x>> ${e.getClass().name} ${e.message}"
    }
}
