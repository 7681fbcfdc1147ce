def m = [b: 3, a: 5, c: 1]
println m.toSorted()
println m.toSorted { it.key }
println m.toSorted { x, y -> y.value <=> x.value }
println m.toSorted({ x, y -> x.value <=> y.value } as Comparator)
println new TreeMap(m).toSorted()
println m.sort()
println m.sort { -it.value }
m.eachWithIndex { e, i -> print "$i:${e.key} " }
println()
m.eachWithIndex { k, v, i -> print "$i:$k=$v " }
println()
try { m.eachWithIndex { x -> print "$x " } } catch (MissingMethodException e) { println e.message.readLines()[0].replaceAll('\\w+[$]_\\w+', 'CL') }
def l = [1, 2].withDefault { it * 10 }
println l[4]; println l
try { println l[-9] } catch (IndexOutOfBoundsException e) { println e.class.simpleName + e.message }
println new EmptyRange(3)
