class Temp {
    final double c
    Temp(double c) { this.c = c }
    static Temp fromF(f) { new Temp((f - 32) * 5 / 9) }
    Temp next() { new Temp(c + 1) }
    Temp previous() { new Temp(c - 1) }
    int compareTo(o) { c <=> o.c }
    Temp negative() { new Temp(-c) }
    Temp multiply(Number n) { new Temp(c * n) }
    def getAt(String k) { k == 'f' ? c * 9 / 5 + 32 : c }
    void putAt(String k, v) { throw new ReadOnlyPropertyException(k, this.class) }
    boolean isCase(o) { o == c }
    def call(x) { "called $x at $c" }
    String toString() { String.format('%.1f°', c) }
    boolean equals(o) { o instanceof Temp && o.c == c }
    int hashCode() { c.hashCode() }
}
def t = new Temp(20)
println t; t++; println t; t--; println t
println(-t)
println t * 2
println t['f']
println t(5)
println t == new Temp(20.0)
println t.equals(new Temp(21))
switch (20.0d) { case t: println 'case'; break; default: println 'none' }
println Temp.fromF(212)
try { t['f'] = 3 } catch (e) { println e.class.simpleName + ': ' + e.message }
println([new Temp(1), new Temp(1)] as Set)
println([(t): 'x'][new Temp(20)])
try { t.c = 5 } catch (e) { println e.class.simpleName + ': ' + e.message }
println t.c

