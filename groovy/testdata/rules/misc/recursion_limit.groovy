message()
def visit(Map node, Closure f, int depth = 0) {
    f(node, depth)
    node.children.each { visit(it, f, depth + 1) }
}
def out = []
visit(httpClient.get('/tree/1')) { n, d -> out << ('-' * d + n.name) }
println out
def hanoi(int n, a = 'A', b = 'B', c = 'C') { n == 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a) }
println hanoi(6)
def fib = { n -> n < 2 ? n : call(n - 1) + call(n - 2) }
println fib(12)
def ack
ack = { int m, int n -> m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)) }
println ack(2, 2)
def tramp
tramp = { n, acc = 0G -> n == 0 ? acc : tramp.trampoline(n - 1, acc + n) }.trampoline()
println tramp(500)
def perms(List l) { l.size() <= 1 ? [l] : l.collectMany { x -> perms(l - x).collect { [x] + it } } }
println perms(['a', 'b', 'c'])*.join()
