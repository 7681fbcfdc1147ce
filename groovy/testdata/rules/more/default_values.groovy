message()
def get(Map m, String k, dflt = null) { m.containsKey(k) && m[k] != null ? m[k] : dflt }
println get([a: 0], 'a', 5) + get([:], 'a', 5) + get([a: null], 'a', 7)
println get([:], 'zzz')
def opts = [retries: 3] << [retries: 5, wait: 1]
println opts
def conf = [host: 'h', *: opts]
println conf.findAll { it.value instanceof Number }.collect { it.key }.sort()
String s = replica.due?.format('yyyy') ?: ''
println "[$s]" + s.isEmpty() + (s ?: 'none')
Integer n = replica.nothing as Integer
println n
def list = replica.nothing ?: []
println list.size() + (list.isEmpty() ? 'e' : 'f')
println((replica.due ?: replica.created).format('yyyy'))
println replica.nothing.toString().length()
println([null, "", 0, 'x', [], [1], false].findAll { it })
println([a: null].a?.b ?: [a: [b: 2]].a?.b)
def v = ''
println v?.trim() ? 'text' : 'blank'
println 'null'.equals(null) || "${null}" == 'null'
