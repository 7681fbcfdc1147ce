// Which overload of Math, and which of a script's methods, takes which number: by
// Groovy's own distances, and not at all where two are as near.
def say = { String what, Closure c ->
  def s
  try {
    def r = c()
    s = r.getClass().simpleName + ' ' + r
  } catch (e) {
    s = e.class.simpleName + ': ' + e.message.readLines().findAll { !it.startsWith('Possible') }.join('|')
  }
  println "$what: $s"
}
def vals = [1, 2L, 3.5, 4G, 5.5d, 6.5f, (short) 7, (byte) 8]
for (x in vals) for (f in ['abs', 'round', 'signum', 'ceil', 'sqrt', 'rint', 'toIntExact', 'negateExact', 'ulp', 'getExponent']) say("$f ${x.class.simpleName}") { Math."$f"(x) }
for (x in vals) for (y in vals) for (f in ['max', 'min', 'addExact', 'atan2', 'copySign', 'scalb']) say("$f ${x.class.simpleName} ${y.class.simpleName}") { Math."$f"(x, y) }

def f(float x) { x }
def g(Float x) { x }
def h(int x) { 'int' }
def h(float x) { 'float' }
def k(long x) { x }
def m(short x) { x }
def p(BigInteger x) { x }
def r(double x) { x }
for (v in vals) {
  def w = v
  for (n in ['f', 'g', 'h', 'k', 'm', 'p', 'r']) say("$n ${v.class.simpleName}") { "$n"(w) }
}

// A BigInteger is not shifted by an operator, but by its own methods.
BigInteger a = 5
say('<<') { a << 2 }
say('>>') { a >> 1 }
say('>>>') { a >>> 1 }
say('3 <<') { 3 << a }
say('leftShift') { a.leftShift(2) }
say('shiftLeft') { a.shiftLeft(2) }
say('bits') { [a & 4, a | 2G, a ^ 1, ~a] }

println([(1..<5).inclusive, (1..5).inclusive])

// The order of a table that has grown.
class Wide { String a1, b2, c3, d4, e5, f6, g7, h8, i9, j10, k11, l12, m13, n14, o15, p16, q17, r18, s19, t20, u21, v22, w23, x24, y25, z26 }
println new Wide().properties.keySet()
try { 5.compareTo('x') } catch (ClassCastException e) { println 'not compared' }
try { 5.0.compareTo([]) } catch (ClassCastException e) { println 'not compared' }
