class A { A() { println 1; super() } }
