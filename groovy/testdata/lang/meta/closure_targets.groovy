class A { def propertyMissing(String n) { "A.$n" }
  def m() { def c = { x }; c.delegate = [x: 5]; c() }
  def n() { def c = { x }; c.delegate = [x: 5]; c.resolveStrategy = 1; c() }
  def o() { def c = { bytes }; c.delegate = 'abc'; c() }
  def p() { def c = { bytes }; c.delegate = 'abc'; c.resolveStrategy = 1; c() }
  def q() { def c = { x = 3 }; c.delegate = [x: 5]; try { c() } catch (e) { println e.message }; c.delegate } }
println new A().m()
println new A().n()
println new A().o()
println new A().p()
println new A().q()
class T { def propertyMissing(String n) { throw new MissingPropertyException(n, T) } 
  def m() { def c = { x }; c.delegate = [x: 5]; c() } 
  def n() { def c = { bytes }; c.delegate = 'abc'; c() } 
  def o() { def c = { y }; c.delegate = 'abc'; c() } }
println new T().m()
println new T().n()
try { new T().o() } catch (e) { println e.message }
class R { def getX() { throw new RuntimeException('own') } 
  def m() { def c = { x }; c.delegate = [x: 5]; c() } }
try { println new R().m() } catch (e) { println e.message }
class S { def getX() { throw new MissingPropertyException('own') } 
  def m() { def c = { x }; c.delegate = [x: 5]; c() } }
try { println new S().m() } catch (e) { println e.message }
class U { def getX() { nope } 
  def m() { def c = { x }; c.delegate = [x: 5]; c() } }
try { println new U().m() } catch (e) { println e.message }
class M { def methodMissing(String n, a) { "M.$n" }
  def m() { def c = { foo(1) }; c.delegate = new N(); c() } 
  def o() { def c = { foo(1) }; c.delegate = new N(); c.resolveStrategy = 1; c() } }
class N { def foo(x) { "N$x" } ; def methodMissing(String n, a) { "N.$n" } }
println new M().m()
println new M().o()
