interface I { def foo(int x) }
class B implements I { def foo(String s) {} }
