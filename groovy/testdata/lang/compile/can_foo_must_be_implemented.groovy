class A { abstract foo() }
