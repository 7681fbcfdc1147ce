interface I { private foo() }
