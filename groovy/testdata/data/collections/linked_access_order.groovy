// LinkedHashMap: access order, removeEldestEntry
def lru = new LinkedHashMap(16, 0.75f, true) {
    protected boolean removeEldestEntry(Map.Entry e) { size() > 3 }
}
lru.a = 1; lru.b = 2; lru.c = 3
lru.get('a')
println lru
lru.put('d', 4)
println lru
println lru.containsKey('b')
println lru.size()
class Lru<K, V> extends LinkedHashMap<K, V> {
    int cap
    Lru(int cap) { super(cap, 0.75f, true); this.cap = cap }
    @Override protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        if (size() > cap) { println "evict ${eldest.key}=${eldest.value}"; return true }
        false
    }
}
def c = new Lru(2)
c.put('x', 1); c.put('y', 2)
c.get('x')
c.put('z', 3)
println c
c['w'] = 4
println c
println c.getClass().simpleName
def acc = new LinkedHashMap(16, 0.75f, true)
acc.putAll([a: 1, b: 2, c: 3])
acc['a']
acc.b
println acc
acc.getOrDefault('c', 0)
println acc
acc.put('a', 9)
println acc
println acc.keySet()
def plain = new LinkedHashMap([a: 1, b: 2])
plain.get('a'); plain.put('a', 3)
println plain
plain.remove('a'); plain.a = 1
println plain
