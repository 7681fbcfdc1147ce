def add = { a, b = 10 -> a + b }
println add(1); println add(1, 2); println add.maximumNumberOfParameters; println add.parameterTypes
def v = { String s, int... n -> "$s${n as List}" }
println v('a'); println v('a', 1); println v('a', 1, 2)
def c3 = { a, b, c -> "$a-$b-$c" }
println c3.curry(1)(2, 3); println c3.rcurry(3)(1, 2); println c3.ncurry(1, 'x')(1, 3); println c3.curry(1, 2)(9)
def inc = { it + 1 }, dbl = { it * 2 }
println((inc >> dbl)(5)); println((inc << dbl)(5)); println((inc >> dbl >> inc)(1))
def fact; fact = { n -> n <= 1 ? 1G : n * fact(n - 1) }
println fact(25)
def tr; tr = { n, acc = 1G -> n <= 1 ? acc : tr.trampoline(n - 1, acc * n) }
tr = tr.trampoline()
println tr(30)
int calls = 0
def slow = { x -> calls++; x * x }
def fastm = slow.memoize()
println([fastm(3), fastm(3), fastm(4), calls])
def mm = slow.memoizeAtMost(1); mm(1); mm(2); mm(1); println calls
println({ -> 'none' }()); println({ it }()); println({ it }(5))
try { ({ -> 1 })(5) } catch (MissingMethodException e) { println e.message.replaceAll(/\$_run_closure\d+/, '#') }
try { ({ a, b -> 1 })(5) } catch (MissingMethodException e) { println e.message.replaceAll(/\$_run_closure\d+/, '#') }
println([[1, 2], [3, 4]].collect { a, b -> a * b })
println([a: 1, b: 2].collect { k, w -> "$k$w" })
println([[1, [2, 3]]].collect { a, b -> "$a|$b" })
def spread = { Object[] args -> args.length }
println spread(1, 2, 3); println spread([1, 2]); println spread(*[1, 2])
Runnable r = { println 'running' }; r.run()
def cmp = { a, b -> b <=> a } as Comparator
println([1, 3, 2].sort(cmp)); println([1, 3, 2].toSorted(cmp))
println((1..3).inject { a, b -> a * 10 + b })
def outer = { x -> def inner = { y -> if (y > 2) return 'big'; 'small' }; inner(x) + '!' }
println outer(1) + outer(5)
println([1, 2, 3].each { if (it == 2) return; print it })
def counter = { int start -> def n = start; [inc: { ++n }, get: { n }] }
def k = counter(5); k.inc(); k.inc(); println k.get()
println k.inc.call()
def (x, y) = [{ 1 }, { 2 }]; println x() + y()
println inc.andThen ? '' : '' 
