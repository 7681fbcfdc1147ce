interface I { def foo() { 1 } }
