class A { A(int x) { } }
class B extends A { B(String s) { println s } }
class C extends A { int y }
class D extends A { D() { super(3); println 'D' } }
new D()
try { new B('q') } catch (NoSuchMethodError e) { println e.message }
class E extends A {
    E() {
        println 'never'
    }
}
new E()
