class A { void foo() { } }
class B extends A { def foo() { 1 } }
