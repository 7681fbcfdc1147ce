class M { def methodMissing(String n, a) { "M.$n" } }
class S { def p(x) { "S.p" }
  def one() { def c = { p(1) }; c.delegate = new M(); c.resolveStrategy = 1; c() }
  def two() { def c = { p(1) }; c.delegate = new M(); c.resolveStrategy = 1; c.call() }
  def three() { def c = { def r = p(1); r }; c.delegate = new M(); c.resolveStrategy = 1; c() }
  def four() { def c = { q(1) }; c.delegate = new M(); c.resolveStrategy = 1; c() }
  def mk() { return { p(1) } }
  def mkn() { return { -> [1].collect { p(it) } } }
  def methods() { def c = { this.p(1) + owner.p(2) }; c.delegate = new M(); c.resolveStrategy = 1; c() }
}
println new S().one()
println new S().two()
println new S().three()
println new S().four()
def c = new S().mk(); c.delegate = new M(); c.resolveStrategy = 1; println c()
def n = new S().mkn(); n.delegate = new M(); n.resolveStrategy = 1; println n()
println new S().methods()
def p(x) { 'script.p' }
def d = { p(1) }; d.delegate = new M(); d.resolveStrategy = 1; println d()
def mk2() { return { p(1) } }
def e = mk2(); e.delegate = new M(); e.resolveStrategy = 1; println e()
println new S().with { p(1) }
println new M().with { p(1) }
class S3 { def p(x) { "S3.p" }; def go(Closure c) { c.delegate = new M(); c.resolveStrategy = Closure.DELEGATE_FIRST; c() }; def one() { go { p(1) } } }
println new S3().one()
class B { def methodMissing(String n, a) { "B.$n" }; def build(Closure c) { c.delegate = this; c.resolveStrategy = Closure.DELEGATE_FIRST; c() } }
class U { def helper(x) { "U.helper $x" }; def run() { new B().build { helper(1) + row(2) } } }
println new U().run()
