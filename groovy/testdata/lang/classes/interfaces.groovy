interface Greeter { String greet(String n); }
interface Loud { int LEVEL = 11; String shout(String s) }
class Both implements Greeter, Loud {
    String greet(String n) { "Hello $n" }
    String shout(String s) { s.toUpperCase() + '!' * LEVEL }
}
def b = new Both()
println b.greet('x')
println b.shout('y')
println Loud.LEVEL
println b instanceof Loud && b instanceof Greeter
def m = [greet: { 'map ' + it }] as Greeter
println m.greet('q')
def anon = new Greeter() { String greet(String n) { 'anon ' + n } }
println anon.greet('w')
println Greeter.isInterface()
println Both.interfaces*.simpleName
