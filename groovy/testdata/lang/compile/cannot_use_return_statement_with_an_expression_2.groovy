class A { A() { return 1 } }
