import java.util.stream.*
import java.util.function.*
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
def of='of', iterate='iterate', range='range', generate='generate', concat='concat', empty='empty'
tr('ds') { DoubleStream."$of"(*([0.1d]*10)).sum() }
tr('ds2') { DoubleStream."$of"(1e100d, 1.0d, -1e100d).sum() }
tr('ds3') { DoubleStream."$of"(1e308d, 1e308d, 3d).sum() }
tr('ds4') { DoubleStream."$of"(1.1d, 2.2d, 3.3d).average() }
tr('ds5') { DoubleStream."$of"(1.1d, 2.2d, 3.3d).summaryStatistics() }
tr('dse') { DoubleStream."$empty"().summaryStatistics() }
tr('ise') { IntStream."$empty"().summaryStatistics() }
tr('lse') { LongStream."$empty"().summaryStatistics() }
tr('nan') { DoubleStream."$of"(1d, Double.NaN, 0d).min() }
tr('nan') { DoubleStream."$of"(1d, Double.NaN, 0d).max() }
tr('cnt') { [1,2,3].stream().peek { println "peek $it" }.map { println "map $it"; it }.count() }
tr('cnt2') { [1,2,3].stream().peek { println "peek $it" }.filter { true }.count() }
tr('cnt3') { [1,2,3,4].stream().skip(1).limit(2).peek { println it }.count() }
tr('cnt4') { Stream."$concat"([1,2].stream().peek { println it }, [3].stream()).count() }
tr('rl') { new Random(42).longs(3).toArray() as List }
tr('rl2') { new Random(42).longs(3, 10L, 1000L).toArray() as List }
tr('rl3') { new Random(42).longs(3, 0L, 1024L).toArray() as List }
tr('rd') { new Random(42).doubles(3).toArray() as List }
tr('rd2') { new Random(42).doubles(3, 1d, 5d).toArray() as List }
tr('ri') { new Random(42).ints(5, 0, 8).toArray() as List }
tr('ri') { new Random(42).ints(0, 100).limit(5).boxed().collect(Collectors.toList()) }
tr('ri') { new Random(42).ints().limit(3).boxed().collect(Collectors.toList()) }
tr('ri') { new Random(42).ints(-1L) }
tr('ri') { new Random(42).ints(5, 5) }
tr('nl') { def r = new Random(7); r.nextLong(0L) }
tr('nl') { def r = new Random(7); r.nextDouble(-1d) }
tr('nl') { def r = new Random(7); r.nextDouble(2d, 1d) }
tr('oi') { OptionalInt.of(5).hashCode() + ' ' + OptionalInt.of(5) + ' ' + OptionalInt.empty() + ' ' + OptionalDouble.of(2.5d).equals(OptionalDouble.of(2.5d)) }
tr('oi') { OptionalInt.empty().orElseGet { 4 } }
tr('oi') { OptionalInt.empty().orElseThrow { new IllegalStateException('none') } }
tr('oi') { OptionalInt.empty().getAsInt() }
tr('oi') { def o = []; OptionalInt.of(2).ifPresentOrElse({ o << it }, { o << 'no' }); OptionalInt.empty().ifPresentOrElse({ o << it }, { o << 'no' }); o }
tr('oi') { OptionalInt.of(3).stream().sum() }
tr('st') { def s = new IntSummaryStatistics(); s.accept(3); s.accept(9); def t = new IntSummaryStatistics(); t.accept(1); s.combine(t); "$s $s.min $s.max $s.sum $s.count $s.average" }
tr('st') { def s = new DoubleSummaryStatistics(); s.accept(3.5d); s.accept(9d); "$s $s.min $s.max $s.sum $s.count $s.average" }
tr('st') { def s = new LongSummaryStatistics(); s.accept(3); s.accept(9L); "$s $s.min $s.max $s.sum $s.count $s.average" }
tr('it') { def i = [1,2].stream().iterator(); i.remove() }
tr('bld') { def b = IntStream."${'builder'}"(); b.add(3).add(4); def s = b.build(); try { b.add(5) } catch (e) { println e.class } ; s.sum() }
tr('fmn') { [[1,2],null,[3]].stream().flatMap { it?.stream() }.collect(Collectors.toList()) }
tr('fmx') { [[1,2]].stream().flatMap { it }.collect(Collectors.toList()) }
tr('maxl') { ['bb','aa','c'].stream().max(Comparator.comparing { it.size() }).get() }
tr('minl') { ['bb','aa','c','d'].stream().min { a, b -> a.size() <=> b.size() }.get() }
tr('order') { [3,1,2].stream().max { a, b -> println "$a $b"; a <=> b }.get() }
tr('arr') { ['a','b'].stream().toArray { new String[it] }.getClass().simpleName }
tr('arr') { ['a','b'].stream().toArray { new Integer[it] }.getClass().simpleName }
tr('ff') { [null].stream().findFirst() }
tr('mm') { [1,2,3].stream().mapMultiToInt { e, c -> if (e > 1) { c.accept(e); c.accept(e * 2) } }.sum() }
tr('gen') { def n = 0; Stream."$generate"({ n++ }).limit(3).collect(Collectors.toList()) }
tr('itd') { DoubleStream."$iterate"(1d, { it * 2 }).limit(3).sum() }
tr('boxed') { IntStream."$range"(0,3).mapToObj { "n$it" }.collect(Collectors.joining('|')) }
tr('asd') { IntStream."$range"(0,3).asDoubleStream().boxed().collect(Collectors.toList()) }
tr('ch') { 'héllo'.chars().mapToObj { (char) it }.collect(Collectors.toList()) }
tr('lines') { 'a\nb\r\nc'.lines().map { it.toUpperCase() }.collect(Collectors.toList()) }
tr('tw') { IntStream."$range"(0,10).dropWhile { it < 5 }.takeWhile { it < 8 }.boxed().collect(Collectors.toList()) }
tr('closed') { def s = [1].stream(); s.close(); s.count() }
tr('concat close') { def o = []; def s = Stream."$concat"([1].stream().onClose { o << 1 }, [2].stream().onClose { o << 2 }); s.close(); o }
tr('close exc') { def s = [1].stream().onClose { throw new RuntimeException('a') }.onClose { throw new RuntimeException('b') }; s.close() }
tr('nullc') { [1].stream().collect(null) }
tr('sum') { [1,2].stream().sum() }
tr('size') { [1,2].stream().size() }
tr('join') { [1,2].stream().collect { it * 2 } }
tr('intoset') { [1,2,2].stream().collect(Collectors.toSet()) }
tr('tm') { ['a','bb'].stream().collect(Collectors.toMap({ it }, { it.size() }, { a, b -> a }, { new TreeMap() })).getClass() }
tr('gt') { ['a','bb','cc'].stream().collect(Collectors.groupingBy({ it.size() }, { new TreeMap() }, Collectors.mapping({ it.toUpperCase() }, Collectors.joining('/')))) }
tr('coll') { [5,3].stream().collect({ new TreeSet() }, { a, b -> a.add(b) }, { a, b -> a.addAll(b) }) }
tr('red') { ['a','b'].stream().reduce('', { a, b -> a + b }, { a, b -> a + b }) }
tr('any') { ({ 'x' } as Predicate).test(1) }
tr('any') { ({ 5 } as ToLongFunction).applyAsLong(1) }
tr('any') { [3,1].sort({ a, b -> 'x' } as Comparator) }
tr('any') { [3,1].removeIf { 'x' } }
tr('any') { [a:1].computeIfAbsent('b') { 5 } }
