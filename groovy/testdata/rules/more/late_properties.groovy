message()
class Bag {
    private Map data = [:]
    def get(String n) { data[n] }
    void set(String n, v) { data[n] = v }
}
class Auto {
    def calls = []
    def propertyMissing(String n) { calls << "get $n"; n.reverse() }
    def propertyMissing(String n, v) { calls << "set $n=$v" }
    def methodMissing(String n, args) { calls << "call $n${args as List}"; args ? args[0] : null }
    def getAt(String k) { "[$k]" }
    def call(x) { "called $x" }
    def plus(o) { "plus $o" }
    boolean asBoolean() { !calls }
    def leftShift(x) { calls << x; this }
    def isCase(x) { x == 'yes' }
}
def b = new Bag()
b.one = 1
println b.one + ' ' + b.two
def a = new Auto()
println a ? 'fresh' : 'used'
println a.abc + a.foo(5) + a['k'] + a(3) + (a + 1)
a.z = 9
a << 'pushed'
println a.calls
println a ? 'fresh' : 'used'
switch ('yes') { case a: println 'case'; break; default: println 'none' }
println a.with { unknownThing }
println new Auto().with { doIt(1, 2) }
