class A { String foo() { 'a' } }
class B extends A { def foo() { 'b' } }
println new B().foo()
