import groovy.json.JsonSlurper
def s = new JsonSlurper()
println s.parseText('"a\\u0041\\n\\t\\"\\\\\\/\\f\\r"').inspect()
println s.parseText('"\\ud83d\\ude00"') == '😀'
println s.parseText('"é😀"').length()
println s.parseText('"a\nb\tc"').inspect()
println s.parseText('{"":1,"k\\"ey":"v"}')
println s.parseText('"a').inspect()
println s.parseText('"\\u00"').inspect()
