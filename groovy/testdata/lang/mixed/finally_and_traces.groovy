def log = []
def a() { try { return 'try' } finally { println 'fin' } }
println a()
def b() { try { throw new Exception('x') } catch (e) { return 'catch' } finally { return 'finally' } }
println b()
def c(l) { for (i in 1..3) { try { if (i == 2) continue; if (i == 3) break; l << i } finally { l << "f$i" } }; l }
println c([])
def d() { int x = 1; try { return x } finally { x = 2 } }
println d()
try { try { throw new Exception('one') } finally { throw new RuntimeException('two') } } catch (e) { println e.message + e.suppressed.length }
try { try { throw new Exception('one') } catch (RuntimeException e) { println 'no' } } catch (Exception e) { println 'outer ' + e.message }
def e = { try { 1 } finally { 2 } }
println e()
def g() { try { 5 } catch (x) { 6 } }
println g()
def h() { if (true) { try { 'v' } finally { } } else 'w' }
println h()
class Res implements Closeable { String n; void close() { println "close $n" } }
println new Res(n: 'r').withCloseable { "use $it.n" }
try { new Res(n: 'q').withCloseable { throw new IllegalStateException('in') } } catch (x) { println x.message }
def t = new Throwable('t'); println t.message + t.localizedMessage + t.cause + (t.stackTrace.length > 0)
def ex = new RuntimeException('w', new IllegalArgumentException('c')); println ex; println ex.cause; println new RuntimeException(new Exception('q')).message
def sw = new StringWriter(); ex.printStackTrace(new PrintWriter(sw)); println sw.toString().readLines()[0]; println sw.toString().contains('Caused by: java.lang.IllegalArgumentException: c')
try { throw null } catch (x) { println x.class.simpleName }
println new Exception().message; println new Error('z'); ex.addSuppressed(new Exception('s')); println ex.suppressed*.message
