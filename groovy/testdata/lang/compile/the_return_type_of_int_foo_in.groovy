class A { String foo() { 'a' } }
class B extends A { int foo() { 1 } }
