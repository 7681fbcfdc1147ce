class A {
    private p = 1
    def q = 2
    def getX() { 'gx' }
    def methodMissing(String n, a) { "mm $n" }
}
def a = new A()
println a.getProperty('x')
println a.getProperty('q')
a.setProperty('q', 5)
println a.q
println a.invokeMethod('zed', [1] as Object[])
println a.getMetaClass() != null
println a.hasProperty('q')?.name
println a.respondsTo('zed')
println a.is(a)
println a.dump().startsWith('<A@')
println a.getAt('q')
a.putAt('q', 7)
println a['q']
println a.asType(A).is(a)
println a.with { q }
println a.hashCode() == a.hashCode()
println a.getClass().name
println a.properties.keySet().sort()
println a.identity { q }
println a.sprintf('%d', 3)
println a.inspect().startsWith('A@')
println a.iterator().toList().size()
println a.isCase(a)
println a.use(Object) { 1 }
