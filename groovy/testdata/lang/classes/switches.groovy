def f(x) {
    switch (x) {
        case null: return 'null'
        case 0: return 'zero'
        case 1..5: return 'small'
        case [10, 20]: return 'list'
        case ~/a.*/: return 'regex'
        case String: return 'string'
        case { it instanceof Number && it > 100 }: return 'big'
        case [k: 1].keySet(): return 'keys'
        case Integer: return 'int'
        case List: return 'aList'
        case Map: return 'aMap'
        default: return 'default'
    }
}
[null, 0, 3, 10, 'abc', 'xyz', 500, 'k', 50, [1], [a: 1], 2.5, 'a' as char, "g${1}", true].each { println "$it ${f(it)}" }
def g(n) { def r = []; switch (n) { case 1: r << 1; case 2: r << 2; break; case 3: r << 3; default: r << 'd' }; r }
(1..4).each { println g(it) }
def h(s) { switch (s.toLowerCase()) { case 'a': case 'b': return 'ab'; case 'c': 'c'; break; default: 'z' } }
println(['A', 'b', 'C', 'd'].collect { h(it) })
outer:
for (i in 0..3) { for (j in 0..3) { if (j == 2) continue outer; if (i == 2) break outer; print "$i$j " } }
println()
int n = 0
while (true) { if (++n > 5) break; if (n % 2) continue; print n }
println()

println()
