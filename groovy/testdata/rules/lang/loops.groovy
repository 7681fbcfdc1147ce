message()
for (int i = 0; i < 3; i++) print i
println()
for (i in 0..<3) print i
println()
for (c in issue.comments) { if (c.internal) continue; print c.id + ' ' }
println()
for (def e : [a: 1, b: 2]) print "${e.key}${e.value} "
println()
outer:
for (i in 1..3) {
    for (j in 1..3) {
        if (j == 2) continue outer
        if (i == 3) break outer
        print "$i$j "
    }
}
println()
int n = 10
while (true) { n -= 3; if (n < 0) break }
println n
3.times { print it }
1.upto(3) { print it }
10.step(0, -5) { print it }
println()
('a'..'e').each { print it }
println((1..10).step(3))
println((5..1).collect { it })
for (String k in [x: 1].keySet()) println k
for (x in 'abc') print x + '.'
println()
for (x in null) println 'never'
[[1, 2], [3, 4]].each { a, b -> print a * b + ' ' }
[a: 1].eachWithIndex { k, v, i -> println "$k$v$i" }
def it2 = [1, 2, 3].iterator()
while (it2.hasNext()) { if (it2.next() == 2) it2.remove() }
println ((0..2).any { it == 2 })
