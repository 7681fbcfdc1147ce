def r = new Runnable() { void run() { println 'ok' } }
r.run()
def cmp = new Comparator<Integer>() { int compare(Integer a, Integer b) { b <=> a } }
println([1, 3, 2].sort(cmp))
def it = new Iterator() { int n = 3; boolean hasNext() { n > 0 }; Object next() { n-- }; void remove() { } }
println it.collect { it }
def itb = new Iterable() { Iterator iterator() { [1, 2].iterator() } }
println itb.collect { it * 2 }
abstract class A { abstract f(); def g() { f() } }
println new A() { def f() { 'impl' } }.g()
interface I { def a(); def b() }
println new I() { def a() { 1 }; def b() { 2 } }.b()
println new A() { def f = { 5 }; def f() { 6 } }.f()
println new Object() { }.class.name
println new Date(0) { String toString() { 'D' } }
println new ArrayList([1]) { int size() { 42 } }.size()
