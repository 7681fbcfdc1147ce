class A {}
class A {}
