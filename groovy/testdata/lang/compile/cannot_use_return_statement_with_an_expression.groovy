void f() { return 1 }
f()
