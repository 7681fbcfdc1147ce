def t = { Closure c -> try { println c() } catch (Throwable e) { println e.class.name + ': ' + e.message.readLines()[0].replaceAll('a1._[a-z0-9_$]*', 'CL') } }
def c0 = { -> 0 }, c1 = { it }, c2 = { a, b -> "$a $b" }, cv = { a, ... b -> "$a $b" }, ca = { Object[] x -> x.size() }
t { c0.curry(1) }
t { c1.curry(1)() }
t { c1.curry(1, 2) }
t { c2.curry(1)(2) }
t { c2.curry(1, 2)() }
t { c2.curry(1, 2, 3)() }
t { c2.rcurry(1)(2) }
t { c2.rcurry(1, 2, 3) }
t { c2.ncurry(1, 5)(2) }
t { c2.ncurry(2, 5)(2) }
t { c2.ncurry(0, 5)(2) }
t { c2.ncurry(-1, 5)(2) }
t { c2.ncurry(-3, 5)(2) }
t { cv.curry(1, 2, 3)(4) }
t { cv.rcurry(1, 2)(4) }
t { ca.curry(1, 2)(4) }
t { c2.curry(1).curry(2)() }
t { (String.&valueOf).curry(3)() }
t { c1.curry([1, 2])() }
t { c2.curry([1, 2])(3) }
t { c2.curry([1, 2] as Object[])() }
t { c2.curry()(1, 2) }
