def f(a) { def a = 1 }
