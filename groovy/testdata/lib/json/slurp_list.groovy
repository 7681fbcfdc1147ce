import groovy.json.JsonSlurper
def l = new JsonSlurper().parseText('[{"n":1,"t":["x"]},{"n":2,"t":[]}]')
println l.n
println l*.n.sum()
println l.collectEntries { [(it.n): it.t] }
println l.find { it.n == 2 }
println l.getClass().name
println l[0].getClass().simpleName
println l.t.flatten()
println l.findAll { it.t }.size()
