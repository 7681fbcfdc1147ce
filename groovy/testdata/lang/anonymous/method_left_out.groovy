abstract class A { abstract f(); abstract g(int x) }
println 'no'
def x = new A() {
   def f() { 1 }
}
