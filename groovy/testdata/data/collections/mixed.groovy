class Hist<K> extends LinkedHashMap<K, Integer> {
  void hit(K k) { put(k, (get(k) ?: 0) + 1) }
  @Override Integer get(Object k) { super.get(k) }
}
def h = new Hist()
'abca'.each { h.hit(it) }
println h
class Stk<T> { private final Deque<T> d = new ArrayDeque<>(); void push(T t) { d.push(t) }; T pop() { d.pop() }; int size() { d.size() }; boolean asBoolean() { !d.isEmpty() } }
def st = new Stk<Integer>(); st.push(1); st.push(2)
while (st) print st.pop() + ' '
println()
def cache = [:].withDefault { n -> n < 2 ? n : cache[n - 1] + cache[n - 2] }
try { println cache[20] } catch (e) { println e.class.name }
def fib
fib = [:].withDefault { n -> n < 2 ? n : fib[n - 1] + fib[n - 2] }
println fib[20]
println fib.size()
def lru = new LinkedHashMap<String, Integer>(4, 0.75f, true) {
  @Override protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) { return this.size() > 2 }
}
['a', 'b', 'a', 'c', 'd'].eachWithIndex { k, i -> lru[k] = i; if (lru.a) lru.get('a') }
println lru
println lru.collect { k, v -> "$k$v" }
try { for (e in new LinkedHashMap(4, 0.75f, true).with { a = 1; b = 2; it }) println e } catch (e) { println e.class.name }
def g = ['apple', 'avocado', 'banana', 'blueberry', 'cherry'].groupBy { it[0] }
g.each { k, v -> println "$k -> ${v.join(', ')}" }
println g.collectEntries { k, v -> [k, v.size()] }.sort { -it.value }
println g.max { it.value.size() }.key
def inv = [a: 1, b: 2, c: 1].groupBy { it.value }.collectEntries { k, v -> [k, v*.key] }
println inv
def matrix = [[1, 2, 3], [4, 5, 6]]
println matrix.transpose()
println matrix*.sum() + matrix.transpose()*.sum()
println matrix.collect { r -> r.collect { it * 2 } }
println matrix.flatten().findAll { it % 2 }.inject { a, b -> a * b }
println matrix.withIndex().collect { r, i -> r.withIndex().collect { v, j -> "$i$j:$v" } }
def pq = new PriorityQueue<Map>(11, { a, b -> a.p <=> b.p } as Comparator)
pq << [n: 'lo', p: 9] << [n: 'hi', p: 1] << [n: 'mid', p: 5]
while (!pq.isEmpty()) print pq.poll().n + ' '
println()
def words = 'to be or not to be that is the question to be'.tokenize()
def freq = words.countBy { it }.sort { a, b -> b.value <=> a.value ?: a.key <=> b.key }
println freq.take(3)
println words.unique(false).collate(3)*.join('-')
println words.inject([:]) { m, w -> m[w.size()] = (m[w.size()] ?: []) << w; m }
println ((1..20).findAll { n -> (2..<n).every { n % it } && n > 1 })
println (('a'..'e').collect { it * 2 }.indexed().findAll { i, s -> i % 2 }.values())
def (evens, odds) = (1..10).split { it % 2 == 0 }
println "$evens $odds"
println evens.intersect(odds) + (evens + odds).sort() + evens.disjoint(odds)
