class Engine { int power = 5; def start() { 'started' } ; def stop(x) { "stopped $x" } ; String toString() { 'Engine' } }
class Car { @Delegate Engine engine = new Engine(); String name = 'car'; def stop(x) { 'car ' + engine.stop(x) } }
def c = new Car()
println c.start(); println c.stop(1); println c.power
c.power = 9; println c.engine.power
println c.toString().startsWith('Car@')
class Stack2 { @Delegate List items = []; def peek2() { items[-1] } }
def s = new Stack2(); s << 1; s.add(2); s.push(3)
println s.items; println s.size(); println s.peek2(); println s[0]; println s instanceof List
println s.collect { it * 2 }; println s.join('-'); for (x in s) print x; println()
println s == [1, 2, 3]
class Cfg { @Delegate Map opts = [a: 1]; def b = 'bb' }
def m = new Cfg()
println m.a; println m.b; m.c = 3; println m.c; println m.opts; println m.size(); println m.keySet()
println m['a']; m['z'] = 26; println m.size()
println m.findAll { k, v -> v > 1 }
interface Fly { def fly(); def land() }
class Bird implements Fly { def fly() { 'flap' } ; def land() { 'hop' } }
class Plane implements Fly { @Delegate Fly f = new Bird(); def land() { 'wheels' } }
println new Plane().fly() + new Plane().land()
println new Plane() instanceof Fly
class Two { @Delegate(interfaces = false) Bird b = new Bird(); @Delegate(excludes = ['start']) Engine e = new Engine() }
println new Two().fly() + new Two().stop(2)
println new Two() instanceof Fly
try { new Two().start() } catch (MissingMethodException e) { println 'excluded' }
class When { @Delegate Date date = new Date(0); String label }
println new When(label: 'x').time
println new When().before(new Date(5))
class Meth { @Delegate private final StringBuilder sb = new StringBuilder(); String toString() { sb.toString() } }
def me = new Meth(); me.append('a').append(1); println me; println me.length()
