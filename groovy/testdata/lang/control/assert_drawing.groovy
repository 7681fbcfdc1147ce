class O { static SC = 4; static sm(a) { a }; def n = 2; def fld = { it == 7 }; def f2(a) { a == 3 }; String toString() { 'O!' } }
def l = [1, 5, 6]
def m = [cl: { z -> null }, b: 1]
def o = new O()
def e = ''
def x = 5, y = 6
def s = 'abc'
def nul = null
def arr = [1, 2] as int[]
def ex = new RuntimeException('boo')
def cl = { it }
def f3(a) { a == 3 }
def f3(a, c) { a == 3 }
try { assert this == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert this.x1 == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x.n++ == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert o.n++ == 30
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert ++o.n == 30
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert l[0]++ == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert ++l[o.n] == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (x = 5) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (x += 2) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (o.n = 5) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (o.n += 2) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (l[0] = 4) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (l[0] += 4) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${-x}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${!x}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${x + 1}${x}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${(x)}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${(x + 1)}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${new Date(0)}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${f3(1)}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${o.n}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "$o.n and $x" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${x++}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${x == 3 ? x : s}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${x ?: s}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${[x, s]}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${x as String}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${x in [1]}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${this}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${l*.toString()}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${ x }" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${-> x}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${x; s}" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${}" == 'a'
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert """${x}
 y""" == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x == [a: 'x' * 3, b: 2, "${s}": 4, (s): x]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x == 1..3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [*l, 4] == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert f3(*[1])
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert f3(1) { it }
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert new O(n: 3).n == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert new O(n: x).f2(2)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert new ArrayList([1, x]) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert new O[2] == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x == y ? x == 5 : y == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (x == y ? x : y) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (x ?: y) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert !(x == 5) && y
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x && !y
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x || y == null ? null : false
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert -(x) == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert -x.abs() == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert -(x + 1) == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (-x).abs() == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert !x
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert !!null
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert !x.equals(5) || !y.equals(6)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x.equals(5) && !y.equals(6)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x <=> y == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s?.size() == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert nul?.foo == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert nul?.foo() == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert nul?.foo()?.bar() == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert l*.class == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert l.each { it }.size() == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert o.n.toString().size() == 5
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "abc".size() == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert 'abc'.toUpperCase() == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [1, 2].size() == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [a: 1].a == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [a: 1]['a'] == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (1..3).size() == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert 1.plus(2) == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert 1.5.toString() == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert { -> 3 }() == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert ({ -> 3 }).call() == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert { -> 3 }.call() == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${{ -> 3 }}" == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert "${{ -> 3 }()}" == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x.@value == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert o.@n == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert O.class == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert O.name == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert O.SC == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert O.sm(1) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert Math.max(x, y) == Math.min(x, y)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert java.util.Collections.emptyList() == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert new java.util.Date(0).time == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x == Integer.MAX_VALUE
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert o.n == O.SC && true
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert l.any { it > 100 }
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert l.every { it > x }
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (l.any { it > 100 })
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s[0] == s[-1]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s[0..1] == s[1..-1]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s.reverse() == s
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s in ['x', 'y']
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s instanceof Integer
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x instanceof String || x instanceof List
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s =~ /q/
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (s =~ /q/)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (s =~ /b/)[0] == 'q'
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s ==~ "q${x}"
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s == /a${x}b/
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s == 'a' + 'b' + x
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s.
  size() == 5
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s
  .size() == 5
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x == 3 // comment
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x == /* c */ 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x >> 1 == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x << 2 == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x >>> 2 == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert ~x == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x % 2 == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x ** 2 == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x / 2 == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x.intdiv(2) == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x*y - y/x + (x - y) == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (x * (y - (x / y))) == 9
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x > y
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x >= y
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x != 5
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert y < x
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert y <= x || false
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x == y && true
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [x, y] == [y, x]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [x, [y]] != [x, [y]]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [a: x, b: [y]] != [a: x, b: [y]]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x.is(y)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s.is(null)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert Boolean.FALSE
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert Boolean.valueOf('false')
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert false as Boolean
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert 0
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert ''
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert []
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [:]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert 0.0
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x - x
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert x * 0 ?: null
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert nul
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert nul == x
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert !nul == false
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert e
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert e as Boolean
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s.startsWith("b") || s.endsWith("d") || s.contains("z")
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s.find(/z/)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert s.find { it == 'z' }
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [1, 2, 3].collect { it * 2 } == [2, 4, 7]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [1, 2, 3].collectEntries { [it, it] } == [:]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [b: 2, a: 1].sort() == 1
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert [3, 1].sort() == [3, 1]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (x as double) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (double) x == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert (x as int[]) == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert l as Set == 3
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert arr == [1]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert arr.length == 7
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert arr[0] == arr[1]
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert arr as List == 7
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert ex.message == 'x'
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert ex
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert cl(3) == 4
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert cl(cl(3)) == cl(4)
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
try { assert o.fld(3) == 5
 } catch (Throwable ex1) { println ex1.message.replaceAll(/closure\d+/, 'closureN') }
