class Sum { def total; Sum(list) { total = list.collect { it + 1 }.inject(0) { a, b -> a + b } } }
println new Sum([1, 2]).total
class Asked { def answer; Asked(a = { def t = 3; t }()) { def twice = { x -> x * 2 }; answer = twice(a) } }
println new Asked().answer
println new Asked(5).answer
class Sorted { List names; Sorted(Map m) { names = m.findAll { k, v -> v > 1 }.collect { k, v -> k }.sort { a, b -> b <=> a } } }
println new Sorted(a: 1, b: 2, c: 3).names
class Deep { def f; Deep(n) { f = { m -> { k -> n + m + k } } } }
println new Deep(1).f(2)(3)
class Top { def x; Top(v) { x = v } }
class Sub extends Top { Sub(z = [1].collect { it + 1 }) { super(z[0]); if (x > 1) { println([x].any { it == 2 }) } } }
println new Sub().x
