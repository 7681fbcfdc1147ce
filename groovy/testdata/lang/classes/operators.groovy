class V {
    int x, y
    V plus(V o) { new V(x: x + o.x, y: y + o.y) }
    V minus(V o) { new V(x: x - o.x, y: y - o.y) }
    V multiply(n) { new V(x: x * n, y: y * n) }
    V negative() { new V(x: -x, y: -y) }
    V positive() { this }
    V next() { new V(x: x + 1, y: y + 1) }
    V previous() { new V(x: x - 1, y: y - 1) }
    def getAt(i) { i == 0 ? x : y }
    void putAt(i, v) { if (i == 0) x = v else y = v }
    boolean equals(o) { o instanceof V && x == o.x && y == o.y }
    int hashCode() { x * 31 + y }
    def leftShift(n) { x += n; this }
    def call(a) { "called $a" }
    boolean asBoolean() { x || y }
    def asType(Class c) { c == List ? [x, y] : c == String ? toString() : null }
    boolean isCase(o) { o == x || o == y }
    String toString() { "($x, $y)" }
    def div(n) { new V(x: x.intdiv(n), y: y.intdiv(n)) }
    def mod(n) { new V(x: x % n, y: y % n) }
    def power(n) { new V(x: x ** n, y: y ** n) }
    def bitwiseNegate() { 'neg' }
    def or(o) { 'or' }
    def and(o) { 'and' }
    def xor(o) { 'xor' }
    def rightShift(o) { 'rs' }
    def rightShiftUnsigned(o) { 'rsu' }
}
def a = new V(x: 1, y: 2), b = new V(x: 3, y: 4)
println a + b
println b - a
println a * 3
println(-a)
println(+a)
a++
println a
--a
println a
println a[0] + a[1]
a[1] = 9
println a
println a == new V(x: 1, y: 9)
println a != b
a << 5
println a
println a(3)
println a ? 'T' : 'F'
println new V() ? 'T' : 'F'
println a as List
println a as String
switch (9) { case a: println 'in'; break; default: println 'out' }
println b / 2
println b % 2
println b ** 2
println ~a
println a | b
println a & b
println a ^ b
println a >> b
println a >>> b
a += b
println a
a *= 2
println a
println(([a, b].toSet().size()))
println 9 in a
def (p, q) = b
println p + q
println a?.x
println a.@x
println([a, b]*.x.sum())
println a.with { x + y }
