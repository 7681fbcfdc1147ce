class A implements Undefined {}
