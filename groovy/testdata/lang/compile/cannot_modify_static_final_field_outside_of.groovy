class A { static final X = 1; static f() { X = 2 } }
A.f()
