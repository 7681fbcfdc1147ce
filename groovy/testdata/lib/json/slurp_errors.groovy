import groovy.json.*
def s = new JsonSlurper()
for (x in ['.5', 'tru', 'fals', 'nul', '  ', '[1 2]', '[1,]', '[,]', '[1', '[1,', '[', '{"a" 1}', '{"a":}', '{"a":1', '{"a":1 "b":2}', '{a:1}', "{'a':1}", '{"a"', '}', '{"a":tru}', '{\n  "a": 1,\n  "b": x\n}', '[1,\n2,\n x]', '// c\n1', '[1,2}', 'é', '[12', '["abc"', '["abc" ', '[[1]', '{"a":"b', '{"a":1 ', '[tru', '{"a":{"b":{"c":nul}}}']) {
    try {
        println s.parseText(x)
    } catch (JsonException e) {
        println "<<$x>> ${e.message}"
    }
}
