class A extends Undefined {}
