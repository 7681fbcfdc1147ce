class AppEx extends Exception { int code; AppEx(String m, int c, Throwable t = null) { super(m, t); code = c } }
class SubEx extends AppEx { SubEx() { super('sub', 7) } ; String getMessage() { 'over ' + super.getMessage() } }
def t(Closure c) { try { c(); 'ok' } catch (AppEx e) { "app ${e.code} ${e.message}" } catch (IllegalStateException | IllegalArgumentException e) { "multi ${e.class.simpleName}" } catch (e) { "any ${e.class.name}: ${e.message}" } finally { print '[f]' } }
println t { throw new AppEx('m', 3) }
println t { throw new SubEx() }
println t { throw new IllegalStateException() }
println t { 1 / 0 }
println t { null.foo() }
println t { [1][5].x }
println t { 'abc' as Integer }
println t { Integer.parseInt('x') }
println t { (Integer) 'abc' }
println t { [].first() }
println t { new ArrayList(-1) }
println t { 'abc'.substring(5) }
println t { int x = null }
println t { Object o = 'x'; List l = o }
