class A { def bar; static foo() { bar } }
