// sort stability and comparators
class P { String n; int a; String toString() { "$n:$a" } }
def ps = [new P(n: 'bob', a: 30), new P(n: 'al', a: 25), new P(n: 'cy', a: 30), new P(n: 'di', a: 25)]
println ps.sort(false) { it.a }
println ps.sort(false) { x, y -> y.a <=> x.a }
println ps.sort(false, { x, y -> x.n <=> y.n } as Comparator)
println ps.toSorted(Comparator.comparing { it.n })
println ps.toSorted(Comparator.comparing { it.a }.thenComparing(Comparator.comparing { it.n }.reversed()))
println ps.toSorted(new OrderBy([{ it.a }, { it.n }]))
println ps.toSorted(new OrderBy({ -it.a }))
println ps.sort(false) { x, y -> x.a <=> y.a ?: y.n <=> x.n }
println ps.max { it.a } .n + ps.min { it.a }.n
println ps.sort { it.n }*.n
println ps*.n
println ps.sort { a, b -> b.n <=> a.n }.is(ps)
println(['b', 'a', null, 'c'].sort())
println([3, 1.5, 2L, 2.5d].sort())
println(['B', 'a', 'C'].sort())
println(['B', 'a', 'C'].sort(String.CASE_INSENSITIVE_ORDER))
println(['B', 'a', 'C'].sort { it.toLowerCase() })
try { println([1, 'a', 2].sort()) } catch (e) { println e.class.name }
println([[2, 'a'], [1, 'b'], [1, 'a']].sort { it[0] })
println([[2, 'a'], [1, 'b'], [1, 'a']].sort { x, y -> x[0] <=> y[0] ?: x[1] <=> y[1] })
println(('hello'.toList().sort()))
println(([5, 3, 1] as Integer[]).sort { -it })
println(([5, 3, 8] as Set).sort())
println(([b: 1, a: 2].entrySet().sort { it.key }))
println ps.sort(Comparator.comparingInt { it.a })
println ps*.n
println(['bb', 'a', 'ccc'].max { it.size() } + ['bb', 'a'].min(Comparator.comparing { it.size() }))

println ps.groupBy { it.a }.collectEntries { k, v -> [k, v*.n.sort()] }.sort()
