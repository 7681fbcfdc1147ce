import groovy.transform.*
@Sortable @ToString class P { String last; String first; int age }
def l = [new P(last: 'b', first: 'x', age: 1), new P(last: 'a', first: 'z', age: 5), new P(last: 'a', first: 'y', age: 9), new P(last: 'a', first: 'y', age: 2)]
println l.sort(false)
println l.sort(false, P.comparatorByAge())*.age
println l.max(); println l.min()
println l[0] > l[1]
println l[0] <=> l[1]
@Sortable(includes = ['age']) @ToString(includePackage = false) class Q { String n; int age }
println([new Q(n: 'a', age: 3), new Q(n: 'b', age: 1)].sort())
@Sortable(excludes = 'n') class R { String n; int age }
println new R(n: 'z', age: 1) < new R(n: 'a', age: 2)
println new Q(age: 1) instanceof Comparable
println new Q(n: 'x', age: 1) == new Q(n: 'y', age: 1)
def t = new TreeSet([new Q(n: 'a', age: 3), new Q(n: 'b', age: 1)])
println t.first().n
println l.sort { it.age }*.age
println l.toSorted { a, b -> b.age <=> a.age }*.age
