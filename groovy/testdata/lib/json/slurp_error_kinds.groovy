import groovy.json.*
def s = new JsonSlurper()
for (x in ['', null, '-', '1x', '1.2.3', '"\\x"', '{"a":1;}', '[-]', '[1;2]', '"\\u00zz"', '1-2']) {
    try {
        println s.parseText(x)
    } catch (e) {
        println "$x ${e.getClass().name} ${e instanceof JsonException} ${e.message}"
    }
}
