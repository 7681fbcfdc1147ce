message()
def a() { if (firstSync) 'first' else 'later' }
def b() { for (x in [1, 2]) { if (x == 2) return x } }
def c() { try { 'try' } catch (e) { 'catch' } finally { 'finally' } }
def d() { switch (replica.key) { case ~/REM.*/: 'rem'; break; default: 'x' } }
def e() { [1, 2].each { it } }
void f() { 5 }
def g() { if (false) 1 }
def h() { issue.zzz = 7 }
int i() { '7' as int }
String j() { 5 + 1 }
boolean k() { 'text' }
println([a(), b(), c(), d(), e(), f(), g(), h(), i(), j(), k()])
println([j().class.simpleName, k().class.simpleName])
def l = { -> if (true) { 'deep' } }
println l()
def m = { it -> it ?: 'none' }
println m() + m(0) + m('x')
return 5
println 'unreachable'
