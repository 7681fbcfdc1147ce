import groovy.json.*
def s = new JsonSlurper()
println s.parse(new StringReader('[1,2]'))
println s.parse('{"a":1}'.bytes)
println s.parse('{"a":"é"}'.getBytes('UTF-8'), 'UTF-8')
println s.parse('[1]'.toCharArray())
println s.parse(new ByteArrayInputStream('[3]'.bytes))
println s.type
println s.chop
println s.lazyChop
println s.checkDates
println s.setType(JsonParserType.INDEX_OVERLAY).parseText('[4]')
println s.setType(JsonParserType.CHARACTER_SOURCE).parseText('{"x":[4]}')
println new JsonSlurper(type: JsonParserType.LAX).type
