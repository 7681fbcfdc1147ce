class V {
    final def x, y
    V(x, y) { this.x = x; this.y = y }
    V plus(V o) { new V(x + o.x, y + o.y) }
    V plus(Number n) { new V(x + n, y + n) }
    V minus(V o) { new V(x - o.x, y - o.y) }
    V multiply(n) { new V(x * n, y * n) }
    V div(n) { new V(x / n, y / n) }
    V mod(n) { new V(x % n, y % n) }
    V power(n) { new V(x ** n, y ** n) }
    V negative() { new V(-x, -y) }
    V positive() { new V(x.abs(), y.abs()) }
    V bitwiseNegate() { new V(y, x) }
    V next() { new V(x + 1, y + 1) }
    V previous() { new V(x - 1, y - 1) }
    V leftShift(o) { new V(x + o, y) }
    V rightShift(o) { new V(x, y + o) }
    V rightShiftUnsigned(o) { new V(x, y * o) }
    V or(V o) { new V(Math.max(x, o.x), Math.max(y, o.y)) }
    V and(V o) { new V(Math.min(x, o.x), Math.min(y, o.y)) }
    V xor(V o) { new V(x ^ o.x, y ^ o.y) }
    def getAt(int i) { i == 0 ? x : y }
    def getAt(String s) { s.collect { this[it == 'x' ? 0 : 1] } }
    def getAt(Range r) { "range$r" }
    def getAt(List l) { "list$l" }
    def call(Object... a) { "called${a as List}" }
    boolean asBoolean() { x != 0 || y != 0 }
    boolean isCase(o) { o == x || o == y }
    boolean equals(o) { o instanceof V && o.x == x && o.y == y }
    int hashCode() { x * 31 + y }
    int compareTo(o) { x <=> o.x }
    def asType(Class c) { c == String ? "V as String" : c == List ? [x, y] : c.name }
    String toString() { "($x, $y)" }
}
def a = new V(1, 2), b = new V(3, 5)
println a + b; println a - b; println a * 3; println b / 2; println b % 2; println b ** 2
println(-a); println(+new V(-1, -2)); println(~a)
def c = a; c++; println c; --c; println c; println c++; println c; println(++c)
println a << 5; println a >> 5; println b >>> 2
println a | b; println a & b; println a ^ b
println a[0]; println a['xyx']; println a[0..1]; println a[0, 1]
println a(); println a(1, 2)
println a ? 'T' : 'F'; println new V(0, 0) ? 'T' : 'F'
println 1 in a; println 9 in a
switch (5) { case a: println 'a'; break; case b: println 'b'; break }
println a == new V(1, 2); println a != b; println a.equals(b)
println a as String; println a as List; 
println a + 10
def s = a; s += b; println s; s *= 2; println s; s <<= 1; println s; s -= a; println s; s |= b; println s
println([(a): 1][new V(1, 2)])
try { println a + 'x' } catch (e) { println e.message }
try { println a < b } catch (e) { println e.class.name + e.message }
println a.call(7)
