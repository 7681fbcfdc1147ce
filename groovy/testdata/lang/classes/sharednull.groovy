long a = 5
def c = { a }
try { a = null; println a } catch (e) { println e.class.name + ': ' + e.message }
try { long b = [:].x; def d = { b }; println b } catch (e) { println e.class.name + ': ' + e.message }
try { int b = [:].x; println b } catch (e) { println e.class.name + ': ' + e.message }
try { int b = 1; b = [:].x; println b } catch (e) { println e.class.name + ': ' + e.message }
try { int b = 1; def q = { b = [:].x }; q(); println b } catch (e) { println e.class.name + ': ' + e.message }
try { boolean b = [:].x; def q = { b }; println b } catch (e) { println e.class.name + ': ' + e.message }
try { char b = [:].x; def q = { b }; println b } catch (e) { println e.class.name + ': ' + e.message }
try { double b = 1; def q = { b }; b = null; println b } catch (e) { println e.class.name + ': ' + e.message }
try { byte b = 1; def q = { b = null }; q(); println b } catch (e) { println e.class.name + ': ' + e.message }
def m(int p) { def q = { p }; p = null; q() }
try { println m(3) } catch (e) { println e.class.name + ': ' + e.message }
def m2(long p) { p = null; p }
try { println m2(3) } catch (e) { println e.class.name + ': ' + e.message }
class F { int x; long y; static int z }
def f = new F()
try { f.x = null } catch (e) { println e.class.name + ': ' + e.message }
try { F.z = null } catch (e) { println e.class.name + ': ' + e.message }
