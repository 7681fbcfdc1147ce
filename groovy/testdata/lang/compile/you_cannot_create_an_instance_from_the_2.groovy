interface A {}
new A()
