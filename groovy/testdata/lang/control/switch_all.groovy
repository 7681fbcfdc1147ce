def f(x) {
    switch (x) {
        case null: return 'null'
        case 1: return 'one'
        case 2..4: return 'range'
        case [5, 'five']: return 'list'
        case ~/ab+/: return 'regex'
        case String: return 'string'
        case { it instanceof Number && it > 100 }: return 'big'
        case [k: 1]: return 'map'
        case Float: case Double: return 'fp'
        default: return "other $x"
    }
}
println([null, 1, 3, 5, 'five', 'abb', 'zz', 101, 'k', 2.5d, 50, [1], true].collect { f(it) })
def out = []
for (i in 0..4) { switch (i) { case 1: out << 'a'; case 2: out << 'b'; break; case 3: continue; default: out << 'd' }; out << i }
println out
def r = { x -> switch (x) { case 'a': 'A'; break; case 'b': 'B' } }
println r('a') + r('b') + r('c')
outer:
for (a in 1..3) { for (b in 1..3) { if (b == 2) continue outer; if (a == 3) break outer; println "$a$b" } }
int n = 0
while (true) { if (++n > 3) break; if (n == 2) continue; print n }
println()
for (int i = 0; i < 3; i++) print i
for (x in 'abc') print x
for (e in [a: 1, b: 2]) print "${e.key}${e.value}"
for (String s : ['x', 'y']) print s
for (i in 3..1) print i
for (;;) { break }
println()
def (a, b, c) = [1, 2]
println "$a $b $c"
(a, b) = [b, a]; println "$a $b"
def (String s, int k) = ['str', 4]; println s + k
