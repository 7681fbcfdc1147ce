class A { private public int x }
