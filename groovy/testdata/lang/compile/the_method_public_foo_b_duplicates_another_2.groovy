def foo(a) {}
def foo(b) {}
