message()
import java.util.stream.Collectors
println replica.labels.stream().map { it.label }.filter { !it.contains(' ') }.sorted().collect(Collectors.toList())
println replica.comments.stream().filter { it.author != null }.count()
println replica.labels.stream().map { it.label.toUpperCase() }.collect(Collectors.joining(', ', '[', ']'))
println((1..5).stream().mapToInt { it as int }.sum())
println replica.comments.stream().collect(Collectors.groupingBy { it.internal }).collectEntries { k, v -> [k, v.size()] }
println Optional.ofNullable(replica.due).map { it.time }.orElse(-1L)
println Optional.of(5).filter { it > 9 }.isPresent()
println replica.labels.stream().anyMatch { it.label == 'vip' }
println((1..3).stream().reduce(0) { a, b -> a + b })
println(['a', 'b'].stream().flatMap { [it, it].stream() }.collect(Collectors.toSet()).size())
