interface I { def foo() }
class B implements I { private foo() { 2 } }
