def f(Undefined x) {}
