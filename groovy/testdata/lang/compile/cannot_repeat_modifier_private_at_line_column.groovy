class A { private private int x }
