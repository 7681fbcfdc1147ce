import groovy.json.*
def m = new JsonSlurper().parseText('{"a":1,"l":[1]}')
m.a++
m.l << 2
m.n = [x: 1]
println JsonOutput.toJson(m)
