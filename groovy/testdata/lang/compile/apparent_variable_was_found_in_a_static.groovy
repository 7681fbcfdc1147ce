class A { static foo() { bar } }
