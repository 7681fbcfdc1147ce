interface I { void foo() }
class B implements I { def foo() { 'b' } }
