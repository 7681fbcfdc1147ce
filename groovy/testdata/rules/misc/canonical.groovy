message()
import groovy.transform.*
@Canonical class Pair { String left; String right }
@ToString(includeNames = true, excludes = 'secret') class Account { String name; String secret; int n }
@EqualsAndHashCode(includes = 'key') class Ref { String key; def extra }
@Immutable class Point { int x, y }
@TupleConstructor class T3 { int a; int b = 5 }
println new Pair('a', 'b')
println new Pair(left: 'a') == new Pair('a')
println new Account(name: 'x', secret: 's', n: 1)
println([new Ref(key: 'k', extra: 1), new Ref(key: 'k', extra: 2)].unique().size())
def p = new Point(1, 2)
println p
try { p.x = 5 } catch (ReadOnlyPropertyException e) { println e.message }
println new T3(1).b + new T3(1, 2).b
println ([new Pair('b', 'x'), new Pair('a', 'y')].sort { it.left }*.right)
println new Pair('q', 'r').with { "$left-$right" }
