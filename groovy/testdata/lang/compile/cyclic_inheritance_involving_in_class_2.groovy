class A extends A {}
