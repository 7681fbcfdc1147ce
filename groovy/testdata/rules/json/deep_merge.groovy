message()
def merge
merge = { Map a, Map b ->
    def out = [:]
    out.putAll(a)
    b.each { k, v -> out[k] = (v instanceof Map && out[k] instanceof Map) ? merge(out[k], v) : v }
    out
}
println merge([a: 1, b: [c: 2, d: [e: 3]]], [b: [c: 9, d: [f: 4]], g: 5])
def dig = { Map m, String path -> path.split(/\./).inject(m) { acc, k -> acc == null ? null : (acc instanceof List ? acc[k as int] : acc[k]) } }
println dig([a: [b: [1, [c: 'x']]]], 'a.b.1.c')
println dig([a: [:]], 'a.b.c')
def put
put = { Map m, List path, v -> path.size() == 1 ? (m[path[0]] = v) : put(m.get(path[0], [:]), path.tail(), v); m }
println put([:], ['x', 'y', 'z'], 1)
def flat
flat = { Map m, String prefix = '' -> m.collectEntries { k, v -> v instanceof Map ? flat(v, "$prefix$k.") : [(prefix + k): v] } }
println flat([a: 1, b: [c: 2, d: [e: 3]]])
def clean
clean = { v ->
    if (v instanceof Map) return v.findAll { it.value != null }.collectEntries { k, x -> [k, clean(x)] }
    if (v instanceof List) return v.findAll { it != null }.collect { clean(it) }
    v
}
println clean([a: null, b: [null, [c: null, d: 1]]])
