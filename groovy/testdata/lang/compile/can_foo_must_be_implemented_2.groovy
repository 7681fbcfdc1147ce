abstract class A { abstract foo() }
class B extends A {}
