abstract class A {}
new A()
