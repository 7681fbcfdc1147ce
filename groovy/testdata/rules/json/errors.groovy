message()
import groovy.json.*
def tries = ['{"a":}', '[1,]', '{a:1}', '', 'nul', '{"a" 1}', '"open']
tries.each { t ->
    try {
        println "$t -> " + new JsonSlurper().parseText(t)
    } catch (JsonException e) {
        println "$t -> JsonException"
    } catch (IllegalArgumentException e) {
        println "$t -> $e.message"
    }
}
def safe = { text, fallback = [:] -> try { new JsonSlurper().parseText(text) } catch (e) { fallback } }
println safe('{"x": 1}').x
println safe('oops').x
println safe('oops', [x: 2]).x
println safe(null)
