message()
def people = [[n: 'Bob', a: 30, d: null], [n: 'ann', a: 25, d: 2], [n: 'Cy', a: 30, d: 1]]
println people.sort { it.n }*.n
println people.sort(false) { it.n.toLowerCase() }*.n
println people.sort { x, y -> y.a <=> x.a ?: x.n <=> y.n }*.n
println people.toSorted { it.d }*.n
println people.max { it.a }.n + people.min { it.a }.n
println([3, 1, 2].sort().reverse() + ['b', 'a'].sort { -((int) (it as char)) })
println([b: 2, a: 3, c: 1].sort { it.value }.keySet())
println([b: 2, a: 3].sort { x, y -> y.key <=> x.key })
println([5, 3, 5, 1].unique().sort())
println([1, 2, 3, 4].split { it % 2 == 0 })
println(['x10', 'x9', 'x1'].sort { (it =~ /\d+/)[0] as int })
println(['2.10.0', '2.9.1', '2.9'].sort { a, b ->
    def (x, y) = [a, b]*.tokenize('.')*.collect { it as int }
    [x, y].transpose().findResult { p, q -> p <=> q ?: null } ?: x.size() <=> y.size()
})
println people.groupBy { it.a }.sort { -it.key }.collect { k, v -> "$k:${v*.n.sort()}" }
def c = [compare: { p, q -> q <=> p }] as Comparator
println([1, 3, 2].sort(c))
println new TreeMap([b: 1, a: 2]).firstKey()
println([[1, 'b'], [1, 'a'], [0, 'z']].sort { p, q -> p[0] <=> q[0] ?: p[1] <=> q[1] })
println(['bb', 'a', 'ccc'].sort { it.size() }.collect { it.size() })
println([1, null, 3].findAll().sort())
println(people.collect { it.a }.toSet().sort().join('-'))
Collections.sort(people, { p, q -> p.n.compareToIgnoreCase(q.n) } as Comparator)
println people.n
