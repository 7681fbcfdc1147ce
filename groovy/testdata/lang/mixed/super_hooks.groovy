class A { String x = 'ax' }
class B extends A {
    String real = 'r'
    def getProperty(String n) { n == 'real' ? 'wrapped ' + super.getProperty(n) : "virtual $n" }
    void setProperty(String n, v) { println "set $n"; super.setProperty(n, v) }
}
def b = new B()
println b.real
b.real = 'q'
println b.real
class Lone {
    String real = 'r'
    def getProperty(String n) { n == 'real' ? super.getProperty(n) : "virtual $n" }
}
try { new Lone().real } catch (MissingMethodException e) { println e.method }
class Sets { String real = 'r'; void setProperty(String n, v) { super.setProperty(n, v) } }
new Sets().real = 1
