import java.util.stream.*
import java.util.function.*
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
def of='of', iterate='iterate', range='range', generate='generate', concat='concat', empty='empty'
tr('a') { [1,2].stream().mapToLong { it }.sum() }
tr('b') { [1,2].stream().mapToInt { it * 2.5 }.sum() }
tr('c') { [1,2].stream().mapToDouble { it }.sum() }
tr('d') { ['a','b'].stream().mapToInt { it }.sum() }
tr('e') { [1,2].stream().mapToInt { null }.sum() }
tr('f') { IntStream."$range"(0,5).map { it / 2 }.sum() }
tr('g') { [1,2].stream().filter(5) }
tr('h') { [1,2].stream().filter(null) }
tr('i') { [1,2].stream().map(null) }
tr('j') { Stream."$of"(1,2,3).collect(Collectors.toList()) }
tr('k') { Stream."$iterate"(1, { it * 2 }).limit(4).collect(Collectors.toList()) }
tr('l') { Stream."$iterate"(1, { it < 100 }, { it * 2 }).collect(Collectors.toList()) }
tr('m') { IntStream."$of"(1, 2).boxed().collect(Collectors.toList()) }
tr('n') { Stream."${'ofNullable'}"(null).count() }
tr('o') { Stream."${'builder'}"().add(1).add(2).build().collect(Collectors.toList()) }
tr('q') { [1,2,3,4].stream().takeWhile { it < 3 }.collect(Collectors.toList()) }
tr('r') { [1,2,3].stream().mapMulti { e, c -> c.accept(e); c.accept(e*10) }.collect(Collectors.toList()) }
tr('s') { IntStream."$range"(0,3).collect({ [] }, { l, i -> l << i }, { a, b -> a.addAll(b) }) }
tr('t') { [1,2,3].stream().filter { it > 1 ? 'x' : '' }.count() }
tr('u') { [1,2,3].stream().filter { null }.count() }
tr('v') { def s = [1].stream(); s.map { it }; s.map { it } }
tr('w') { new Random(5).ints(4).toArray().toList() }
tr('x') { new Random(5).ints(4, 0, 10).boxed().collect(Collectors.toList()) }
tr('y') { [3,1].stream().sorted(null).collect(Collectors.toList()) }
tr('z') { ['a', null].stream().sorted().collect(Collectors.toList()) }
