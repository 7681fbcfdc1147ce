import java.util.stream.Collectors
def l = ['pear', 'fig', 'apple', 'kiwi']
println l.stream().collect(Collectors.groupingBy { it.size() })
println l.stream().collect(Collectors.groupingBy({ it.size() }, Collectors.counting()))
println l.stream().collect(Collectors.groupingBy({ it.size() }, { new TreeMap() }, Collectors.mapping({ it[0] }, Collectors.joining())))
println l.stream().collect(Collectors.toMap({ it }, { it.size() }))
println l.stream().collect(Collectors.toMap({ it.size() }, { it }, { a, b -> a + b }))
println l.stream().collect(Collectors.toSet())
println l.stream().collect(Collectors.partitioningBy { it.size() > 3 })
println l.stream().collect(Collectors.counting())
println l.stream().collect(Collectors.summingInt { it.size() })
println l.stream().collect(Collectors.averagingInt { it.size() })
println l.stream().collect(Collectors.toCollection { new LinkedList() }).getClass().name
println l.stream().collect(Collectors.collectingAndThen(Collectors.toList(), { it.size() }))
println l.stream().collect(Collectors.minBy { a, b -> a <=> b }).get()
println l.stream().collect(Collectors.reducing('') { a, b -> a + b[0] })
try { l.stream().collect(Collectors.toMap({ it.size() }, { it })) } catch (IllegalStateException e) { println e.message }
