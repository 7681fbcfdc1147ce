def add = { a, b = 10 -> a + b }
println add(1) + add(1, 2)
println add.curry(5)(6)
println add.rcurry(7)(1)
def comp = { it + 1 } >> { it * 2 }
println comp(3)
println (({ it + 1 } << { it * 2 })(3))
println add.maximumNumberOfParameters
println add.parameterTypes
def counter = { -> def c = 0; return { -> ++c } }()
counter(); counter()
println counter()
def fact
fact = { n -> n <= 1 ? 1 : n * fact(n - 1) }
println fact(20)
println fact(25G)
def fib
fib = { n -> n < 2 ? n : fib(n - 1) + fib(n - 2) }.memoize()
println fib(50)
def tramp
tramp = { n, acc = 0G -> n == 0 ? acc : tramp.trampoline(n - 1, acc + n) }.trampoline()
println tramp(2000)
class Ctx { def log = []; def say(x) { log << x; this } }
def c = new Ctx()
def cl = { say 'a'; say 'b' }
cl.delegate = c
cl.resolveStrategy = Closure.DELEGATE_FIRST
cl()
println c.log
println c.with { say 'c'; log.size() }
def v = { Object... args -> args.length }
println v() + v(1, 2) + v([1, 2] as Object[])
println([1, 2, 3].inject { a, b -> a * b })
def (x, y) = [{ 1 }, { 2 }]*.call()
println x + y
println ({ it }.call(5) + { -> 6 }.call())
try { ({ -> 1 }).call(5) } catch (e) { println e.class.simpleName }
try { ({ a, b -> 1 }).call(5) } catch (e) { println e.message.readLines()[0].replaceAll(/closures\$\S+/, 'C') }
println ({ a, b -> "$a-$b" }.call([1, 2]))
println add.clone().call(1)
println([1, 2].each { }.class)
def ncurry = { a, b, c2 -> "$a$b$c2" }.ncurry(1, 'X')
println ncurry('a', 'c')
println ({ int i, String s -> s * i }.parameterTypes*.simpleName)
def owner = { -> { -> owner } }()
println owner().class == owner.owner.class
def dd = { -> delegate }.dehydrate()
println dd.delegate
