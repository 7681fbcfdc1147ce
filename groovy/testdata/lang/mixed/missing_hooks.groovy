class Dyn {
    Map store = [:]
    def propertyMissing(String n) { store.containsKey(n) ? store[n] : "no-$n" }
    def propertyMissing(String n, v) { store[n] = v }
    def methodMissing(String n, args) {
        if (n.startsWith('get')) return "getter $n"
        if (n == 'boom') throw new MissingMethodException(n, Dyn, args)
        "$n(${args.join(', ')})"
    }
}
def d = new Dyn()
println d.foo
d.foo = 5
println d.foo
println d.doIt(1, 'a', [2])
println d.getThing()
println d.none()
try { d.boom(1) } catch (MissingMethodException e) { println e.message }
println d.store
class Inv { def real() { 'real' }
  def invokeMethod(String n, args) { "inv $n ${args as List}" } }
def i = new Inv()
println i.real()
println i.other(1)
class Inter implements GroovyInterceptable { def real() { 'real' } ; def v = 3
  def invokeMethod(String n, args) { def m = metaClass.getMetaMethod(n, args); "<${m ? m.invoke(this, args) : 'none ' + n}>" } }
def t = new Inter()
println t.real()
println t.zip(1)
println t.v
class GP { def x = 1; def getProperty(String n) { n == 'x' ? 'x is ' + this.@x : "gp:$n" }
  void setProperty(String n, v) { println "set $n=$v"; if (n == 'x') this.@x = v } }
def g = new GP()
println g.x; println g.y
g.x = 10; g.z = 2
println g.x
class St { static methodMissing(String n, a) { "static $n" } 
  static propertyMissing(String n) { "sprop $n" } }
try { println St.foo(1) } catch (e) { println e.message }
try { println St.bar } catch (e) { println e.message }
