class A implements String {}
