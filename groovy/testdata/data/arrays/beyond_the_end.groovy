// What arrays do that lists do not.
int[] a = [1, 2, 3]
String[] t = ['x', 'y']
def named = { Closure c -> try { println c() } catch (e) { println e.class.name } }
named { a[2..5] }
named { a[2, 5] }
named { a.swap(1, 9) }
named { t[1..4] }
named { t[0, 4] }
named { a[0, 2] }
named { a[0..1] }
char[] letters = 'abc'
println letters.contains('b')
println letters.contains('b' as char)
println a.contains(2)
println t.contains('x')
println t.reverse().class.simpleName
println((t - 'x').class.simpleName)
println((t + 'z').class.simpleName)
println((t + ['z']).class.simpleName)
println((t + t).class.simpleName)
println t.tail().class.simpleName
