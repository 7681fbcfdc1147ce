import groovy.transform.Field
@Field int counter = 0
@Field List log = []
@Field final String CONST = 'c'
@Field static int sf = 5
@Field def lazyv
int next() { log << counter; ++counter }
next(); next()
println counter; println log; println CONST
def cl = { counter += 10; log << 'cl' }
cl(); println counter + log.join(',')
println sf
lazyv = 3; println lazyv + this.lazyv
println this.counter
class Tree { def elems; Tree(Object... e) { elems = e } ; String toString() { "Tree$elems" } }
class Leaf { def v; Leaf(v) { this.v = v } ; String toString() { "Leaf($v)" } }
@Newify([Tree, Leaf]) def build() { Tree(Leaf(1), Leaf(2), Tree(Leaf(3))) }
println build()
@Newify def b2() { [Integer.new(5), Leaf.new('x')] }
println b2()
@groovy.transform.Field Map full = [a: 1]
def useFull() { full.b = 2; full }
println useFull()
def counter2 = 4
try { showLocal() } catch (MissingPropertyException e) { println e.message }
def showLocal() { counter2 }
x = 5
def showBinding() { x * 2 }
println showBinding()
println binding.variables.containsKey('x')
println binding.hasVariable('counter2')
binding.setVariable('dyn', 9); println dyn
println this.x; this.y = 8; println y
println binding.variables.keySet().findAll { it.size() < 4 }.sort()
try { println undefinedVar } catch (MissingPropertyException e) { println e.message + ' ' + e.property }
