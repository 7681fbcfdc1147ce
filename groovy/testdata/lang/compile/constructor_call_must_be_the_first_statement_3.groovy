class A { A() { println 1; this(1) } ; A(x) {} }
