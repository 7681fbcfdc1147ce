abstract class A { abstract foo(); abstract bar() }
class B extends A { def foo() {} }
