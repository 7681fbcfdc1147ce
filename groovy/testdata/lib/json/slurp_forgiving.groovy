import groovy.json.JsonSlurper
def s = new JsonSlurper()
for (x in ['1 2', '"a" b', 'truex', 'nullx', '{', '{"a":1,}', '{,}', '{"a":1,', '{"x":1}garbage', '[1]]', '{"a":1,"a":2}', '[1 ,2]', '[1\n]']) println s.parseText(x).inspect()
