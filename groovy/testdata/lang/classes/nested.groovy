class Outer {
    private int v = 5
    static class SN { int z = 1; def show() { "SN$z" } }
    class In { def show() { "In$v" } }
    def mk() { new In() }
    interface Cb { def call(x) }
    enum Kind { A, B }
    def run(Cb c) { c.call(v) }
    Runnable r() { new Runnable() { void run() { println "anon $v"; v++ } } }
}
println new Outer.SN(z: 3).show()
println new Outer().mk().show()
println new Outer().run({ it * 2 } as Outer.Cb)
println new Outer().run { it + 1 }
def o = new Outer()
o.r().run(); o.r().run()
println Outer.Kind.values()
println Outer.SN.name
println new Outer.In(new Outer()).show()
def x = new Object() { int a = 3; def twice() { a * 2 }; String toString() { "anon$a" } }
println x.twice()
println x
println x.class.name
def l = new ArrayList() { boolean add(e) { super.add(e * 2) } }
l.add(4)
println l
def c = new Comparator<String>() { int compare(String a, String b) { b <=> a } }
println(['a', 'c', 'b'].sort(c))
println(['a', 'c', 'b'].sort(false, c.reversed()))
def it2 = new Iterator() { int i = 0; boolean hasNext() { i < 3 }; Object next() { i++ }; void remove() { } }
println it2.collect { it * 10 }
class Iter implements Iterable { Iterator iterator() { [1, 2, 3].iterator() } }
println new Iter().collect { it + 1 }
println new Iter().sum()
for (z in new Iter()) print z
println()
println new Iter().findAll { it > 1 }
println new Iter().toList() + new Iter().max()
