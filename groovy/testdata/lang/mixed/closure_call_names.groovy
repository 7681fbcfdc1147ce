def show = { f -> try { println f() } catch (MissingMethodException e) { println e.message.readLines()[0].replaceAll('\\w+[$]_\\w+', 'CL') } }
def two = { int a, String b -> "$a$b" }
show { two(1) }
show { two.call(1) }
show { two.doCall(1) }
show { [1, 2].each(two) }
show { [1, 2].collect(two) }
show { [1, 2].find(two) }
show { [1, 2].any(two) }
show { two.curry(1)() }
show { (two >> { it })(1) }
show { two.memoize()(1) }
show { two.isCase(3) }
def e = new Expando(f: two)
show { e.f(1) }
def m = [f: two]
show { m.f(1) }
class Holder { def f = { int a, int b -> a + b } }
show { new Holder().f(1) }
