// hash order
def words = 'the quick brown fox jumps over the lazy dog while seven wizards brew potions under moonlight'.split(' ')
println new HashSet(words as List)
def hm = new HashMap()
words.eachWithIndex { w, i -> hm[w] = i }
println hm
println hm.keySet()
println hm.values()
println new HashSet([1, 20, 300, 4000, 50000, 600000])
println new HashSet([1L, -5L, 10000000000L, 77L])
println new HashSet([1.5, 2.25, 3.0, 1.50])
println new HashSet([true, false, null, 'a', 1, 'b' as char])
println([1, 'a', null, 2.0, 3L, [1], [a: 1]] as HashSet)
println new HashSet((1..20).collect { it * 37 })
println new HashSet(('a'..'z').toList())
def byLen = words.toList().groupBy { it.size() }
println byLen
println new TreeMap(byLen)
def h2 = new HashMap(100)
words.each { h2[it] = it.size() }
println h2
println new Hashtable([a: 1, b: 2, c: 3, hello: 4])
println new java.util.concurrent.ConcurrentHashMap([one: 1, two: 2, three: 3, four: 4])
println((new HashSet([1.5d, 2.5d, -1.0d, 0.1d])))
println new HashSet([[1, 2], [3, 4], [5, 6], [7]])
enum Color { RED, GREEN, BLUE }
println EnumSet.allOf(Color)
println new EnumMap(Color).with { put(Color.BLUE, 1); put(Color.RED, 2); it }
println new HashSet(['x' * 5, 'y' * 3, 'zz', 'AaAa', 'BBBB', 'AaBB'])
def big = new HashMap()
(0..<30).each { big["key$it".toString()] = it }
println big
big.keySet().removeAll(big.keySet().findAll { it.endsWith('1') })
println big
