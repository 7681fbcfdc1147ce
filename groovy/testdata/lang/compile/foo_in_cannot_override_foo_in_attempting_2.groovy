class A { public foo() { 1 } }
class B extends A { protected foo() { 2 } }
