def f(int... a, b) {}
