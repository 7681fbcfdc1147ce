interface I { String foo() }
class B implements I { def foo() { 'b' } }
