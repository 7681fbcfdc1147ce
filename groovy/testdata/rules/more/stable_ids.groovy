message()
def ids = [:]
def idOf = { key -> ids.get(key) ?: ids.put(key, ids.size() + 1) ?: ids[key] }
println(['a', 'b', 'a', 'c'].collect { idOf(it) })
def version = { String v -> v.tokenize('.').collect { it.padLeft(4, '0') }.join() }
println(['1.10', '1.9', '1.9.1'].sort(version).last())
println(['1.10', '1.9', '1.9.1'].max { version(it) })
def key = issue.key.replaceAll(/(\D+)(\d+)/) { all, p, n -> p + n.padLeft(6, '0') }
println key
println key.replaceFirst(/0+/, '')
println "PRJ-12".tokenize('-').with { [it[0], it[1].toLong()] }
println 'REM-77' <=> 'REM-8'
println(['REM-77', 'REM-8', 'A-1'].sort { a, b ->
    def (pa, na) = a.split('-'); def (pb, nb) = b.split('-')
    pa <=> pb ?: (na as int) <=> (nb as int)
})
