import groovy.json.*
def s = new JsonSlurper().setType(JsonParserType.LAX)
println s.parseText('{a:1}')
println s.parseText("{'a':'b'}")
println s.parseText('{a:b c, d: 2}')
println s.parseText('{"a":1}//x')
println s.parseText('[1,2,]')
println s.parseText('{a:1.5,b:"x"}')
println s.parseText('{a:[1,{b:2}]}')
println s.parseText("{a:1, // c\n c: hello }").c
println s.parseText("['x', 'y']")
