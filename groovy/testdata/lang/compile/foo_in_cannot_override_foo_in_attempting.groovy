class A { public foo() { 1 } }
class B extends A { private foo() { 2 } }
