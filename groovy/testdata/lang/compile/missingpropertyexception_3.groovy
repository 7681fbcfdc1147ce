class A { static foo() { this.bar } }
A.foo()
