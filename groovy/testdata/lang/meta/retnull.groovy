int a() { }
try { println a() } catch (e) { println e.class.simpleName + e.message }
int b(x) { if (x) { return 1 } }
try { println b(true); println b(false) } catch (e) { println e.class.simpleName + e.message }
int c() { return }
try { println c() } catch (e) { println e.class.simpleName + e.message }
boolean d() { }
println d()
boolean e() { return null }
println e()
char f() { null }
try { println f() } catch (e) { println 'no char' }
double g() { for (i in 1..2) { } }
try { println g() } catch (e) { println e.class.simpleName + e.message }
Integer h() { }
println h()
int i() { try { 5 } finally { } }
println i()
int j() { switch (3) { case 1: 1 } }
try { println j() } catch (e) { println e.class.simpleName + e.message }
int k() { while (false) {} }
try { println k() } catch (e) { println e.class.simpleName + e.message }
int l() { assert true }
try { println l() } catch (e) { println e.class.simpleName + e.message }
int m() { int x = 3 }
println m()
int n() { def x }
try { println n() } catch (e) { println e.class.simpleName + e.message }
String o() { }
println o()
long p() { throw new RuntimeException('p') }
try { p() } catch (e) { println e.message }
def q(int x = null) { x }
try { println q() } catch (e) { println e.class.simpleName }
int r() { if (false) 1 else 2 }
println r()
int s(boolean z) { if (z) 1 }
try { println s(true); println s(false) } catch (e) { println e.class.simpleName + e.message }
