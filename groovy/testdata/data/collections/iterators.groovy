// iterator GDK
def it1 = [1, 2, 3, 4, 5].iterator()
println it1.next()
println it1.collect { it * 2 }
println it1.hasNext()
println([1, 2, 3].iterator().toList())
println([3, 1, 2].iterator().sort().toList())
println([1, 1, 2].iterator().unique().toList())
println([1, 2, 3].iterator().reverse().toList())
println([1, 2, 3].iterator().take(2).toList())
println([1, 2, 3].iterator().drop(1).toList())
println([1, 2, 3, 1].iterator().takeWhile { it < 3 }.toList())
println([1, 2, 3, 1].iterator().dropWhile { it < 3 }.toList())
println([1, 2, 3].iterator().inject { a, b -> a + b })
println([1, 2, 3].iterator().sum() + [1, 2].iterator().max() + [1, 2].iterator().min())
println([1, 2, 3].iterator().join('-'))
println([1, 2, 3].iterator().count { it > 1 })
println([1, 2, 3].iterator().findAll { it > 1 })
println([1, 2, 3].iterator().find { it > 1 })
println([1, 2, 3].iterator().any { it > 2 })
println([1, 2, 3].iterator().every { it > 2 })
println([1, 2, 3].iterator().tail().toList())
println([1, 2, 3].iterator().init().toList())
println(([1, 2, 3].iterator()[1]))
println([1, 2, 3].iterator().withIndex().toList())
println([1, 2, 3].iterator().indexed().toList())
println([1, 2, 3].iterator().size())
println([1, 2, 3].iterator().toSet())
println([1, 2].iterator().eachWithIndex { x, i -> print "$x@$i " } .class.simpleName)
class Fib implements Iterator<Integer> {
  int a = 0, b = 1
  boolean hasNext() { true }
  Integer next() { def r = a; (a, b) = [b, a + b]; r }
  void remove() {}
}
println new Fib().take(10).toList()
println new Fib().dropWhile { it < 50 }.take(3).toList()
println new Fib().find { it > 100 }
class Range3 implements Iterable<Integer> { Iterator<Integer> iterator() { [1, 2, 3].iterator() } }
def r = new Range3()
println r.collect { it + 1 }
println r.sum() + r.max()
println r.toList() + r.first() + r.last()
println r.findAll { it > 1 } + r.take(2) + r.drop(1)
println r.sort { -it }
println r.join(',') + r.contains(2) + r.count { it > 1 }
println r.withIndex() + r.indexed()
println r.collate(2)
println r.groupBy { it % 2 }
for (x in r) print x
println()
println r.inject(0) { a, b -> a + b }
println r.tail() + r.init()
println r.toSet() + r.iterator().next()
println("${r.every { it }} ${r.any { it > 5 }} ${r.find { it == 2 }}")
