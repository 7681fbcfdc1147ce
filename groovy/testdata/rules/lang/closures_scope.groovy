message()
def total = 0
issue.comments.each { c -> total += c.body.size() }
println total
x = 1
def addToX = { n -> x += n }
[1, 2, 3].each(addToX)
println x
def outer = { a ->
    def inner = { b -> a + b }
    inner(10)
}
println outer(1)
def fns = (1..3).collect { i -> { -> i * 10 } }
println fns*.call()
def acc = { sum = 0 -> { n -> sum += n } }
def f = acc()
f(5)
println f(6)
def fact
fact = { n -> n <= 1 ? 1 : n * fact(n - 1) }
println fact(20G)
def compose = { f1, f2 -> { v -> f2(f1(v)) } }
println compose({ it + 1 }, { it * 2 })(3)
println([1, 2, 3].collect(this.&twice))
def twice(n) { n * 2 }
def r = [1, 2, 3].each { if (it == 2) return; print it }
println r
def found = [1, 2, 3].find { it > 1 }
println found
println({ it }.call(4) + { -> 5 }())
def withDefault = { a, b = a * 2, c = a + 1 -> [a, b, c] }
println withDefault(1) + withDefault(1, 1) + withDefault(1, 1, 1)
def memo = { n -> println "work $n"; n * n }.memoize()
println memo(3) + memo(3)
