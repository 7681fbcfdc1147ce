class A { final foo() { 1 } }
class B extends A { def foo() { 2 } }
