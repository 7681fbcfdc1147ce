def f(a, a) { }
