class M { def methodMissing(String n, a) { "M.$n" } }
class S { def p(x) { "S.p $x" }; def v(Object... x) { "S.v" }; static st(x) { 'S.st' }
  def go(strategy) { def c = { [p(1), v(1), st(1)] }; c.delegate = new M(); c.resolveStrategy = strategy; c() }
  def go2(strategy) { def c = { -> def d = { [p(1), v(1), st(1), z(1)] }; d.delegate = new M(); d.resolveStrategy = strategy; d() }; c() }
  def go3(strategy) { def c = { -> def d = { [p(1), v(1), st(1), z(1)] }; d() }; c.delegate = new M(); c.resolveStrategy = strategy; c() }
}
[0, 1, 3].each { println new S().go(it); println new S().go2(it) ; println new S().go3(it) }
def p(x) { "script.p $x" }
def v(Object... x) { "script.v" }
def run(s, c) { c.delegate = new M(); c.resolveStrategy = s; c() }
[0, 1, 3].each { s -> println run(s) { [p(1), v(1), z(1)] } }
[0, 1, 3].each { s -> println run(s) { -> [1].collect { [p(1), v(1), z(1)] } } }
[0, 1, 3].each { s -> println run(s) { -> [1].collect { [p(1), v(1), z(1)].collect { w -> p(w) + z(w) } } } }
class D { def p(x) { 'D.p' }; def q(x) { 'D.q' } }
def run2(s, c) { c.delegate = new D(); c.resolveStrategy = s; c() }
[0, 1].each { s -> println run2(s) { -> [p(1), q(1)] + [1].collect { p(it) + q(it) } } }
