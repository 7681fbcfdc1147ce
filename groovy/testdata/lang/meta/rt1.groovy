trait Named { String name = 'anon'; String greet() { "I am $name" } }
class Plain { int n = 1; String hi() { "hi $n" } ; String greet() { 'plain greet' } ; def bump() { n++; this } }
def p = new Plain()
def w = p.withTraits(Named)
println w.class.name.endsWith('_groovyProxy')
println w.greet()
println w instanceof Plain
println w instanceof Named
println w.hi()
w.bump(); println p.n; println w.n
w.n = 9; println p.n
p.n = 12; println w.hi()
w.name = 'z'; println w.greet()
println w.is(p)
println w == p
try { println w.zzzzzz } catch (e) { println e.message.contains("_groovyProxy") }
try { println w.nope() } catch (e) { println e.message.contains("_groovyProxy") }
def o = new Object() as Named
println o.greet()
o.name = 'obj'; println o.name
