trait T { int n = 0; def a() { ++n; --n; n } }
class C implements T {}
def c = new C(); c.a(); println c.n
