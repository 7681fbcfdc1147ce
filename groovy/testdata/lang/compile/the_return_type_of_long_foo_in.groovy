class A { int foo() { 1 } }
class B extends A { long foo() { 1 } }
