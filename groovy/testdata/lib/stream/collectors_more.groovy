import java.util.stream.*
import java.util.function.*
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
def l=[1,2,3,4,5]
tr('teeing') { l.stream().collect(Collectors.teeing(Collectors.counting(), Collectors.summingInt { it }, { a, b -> [a, b] })) }
tr('flatMapping') { l.stream().collect(Collectors.groupingBy({ it % 2 }, Collectors.flatMapping({ [it, it * 10].stream() }, Collectors.toList()))) }
tr('filtering') { l.stream().collect(Collectors.groupingBy({ it % 2 }, Collectors.filtering({ it > 2 }, Collectors.toList()))) }
tr('red1') { l.stream().collect(Collectors.reducing { a, b -> a + b }) }
tr('red3') { l.stream().collect(Collectors.reducing(0, { it * 2 }, { a, b -> a + b })) }
tr('umap2') { def m = l.stream().collect(Collectors.toUnmodifiableMap({ it }, { it * it })); m.put(9, 9) }
tr('conc') { l.stream().collect(Collectors.groupingByConcurrent { it % 2 }).getClass().name }
tr('cm') { l.stream().collect(Collectors.toConcurrentMap({ it }, { it * it })).getClass() }
tr('of') { def c = Collector."${'of'}"({ [] }, { a, e -> a << e * 2 }, { a, b -> a + b }); l.stream().collect(c) }
tr('of2') { def c = Collector."${'of'}"({ [] }, { a, e -> a << e * 2 }, { a, b -> a + b }, { it.sum() }); l.stream().collect(c) }
tr('chars') { Collectors.toList().characteristics() }
tr('sup') { Collectors.toList().supplier().get() }
tr('acc') { def c = Collectors.joining(','); def a = c.supplier().get(); c.accumulator().accept(a, 'x'); c.accumulator().accept(a, 'y'); c.finisher().apply(a) }
tr('joinnum') { l.stream().collect(Collectors.joining(',')) }
tr('minby') { l.stream().collect(Collectors.minBy { a, b -> a <=> b }) }
tr('maxempty') { [].stream().collect(Collectors.maxBy { a, b -> a <=> b }) }
tr('avgempty') { [].stream().collect(Collectors.averagingInt { it }) }
tr('avg') { l.stream().collect(Collectors.averagingDouble { it }) }
tr('avgd') { l.stream().collect(Collectors.averagingDouble { it as double }) }
tr('stats') { l.stream().collect(Collectors.summarizingInt { it }) }
tr('statsl') { l.stream().collect(Collectors.summarizingLong { it }) }
tr('statsl') { l.stream().collect(Collectors.summarizingLong { it as long }) }
tr('dup') { [1,1].stream().collect(Collectors.toMap({ it }, { 'v' + it })) }
tr('dup') { [1,1].stream().collect(Collectors.toUnmodifiableMap({ it }, { 'v' + it })) }
tr('nullv') { [1].stream().collect(Collectors.toMap({ it }, { null })) }
tr('nullk') { [1].stream().collect(Collectors.groupingBy { null }) }
tr('part') { [].stream().collect(Collectors.partitioningBy { it > 1 }) }
tr('tolist') { l.stream().toList() << 1 }
tr('iterator') { def i = l.stream().iterator(); [i.next(), i.next(), i.hasNext()] }
tr('close') { def o = []; def s = l.stream().onClose { o << 'a' }.map { it }.onClose { o << 'b' }; s.close(); o }
tr('par') { [l.parallelStream().parallel, l.stream().parallel().isParallel(), l.stream().parallel] }
tr('spl') { StreamSupport.stream(l.spliterator(), false).count() }
tr('fm') { l.stream().flatMapToInt { IntStream."${'range'}"(0, it) }.sum() }
tr('each') { l.stream().each { print it } ; 1 }
tr('text') { l.stream().toString() =~ /ReferencePipeline/ ? 1 : 0 }
