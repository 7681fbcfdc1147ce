class A { def foo() { super(1) } }
