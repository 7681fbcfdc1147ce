message()
import groovy.transform.Field
@Field Map cache = [:]
@Field int calls = 0
@Field final List<String> ORDER = ['a', 'b']
def lookup(String k) {
    if (!cache.containsKey(k)) {
        calls++
        cache[k] = k.toUpperCase()
    }
    cache[k]
}
println(["a", "b", "a"].collect { lookup(it) })
println "$calls $cache ${ORDER.indexOf('b')}"
this.calls = 10
println calls
