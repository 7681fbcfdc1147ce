import java.util.stream.Collectors
def l = ['pear', 'fig', 'apple', 'fig']
println l.stream().map { it.toUpperCase() }.collect(Collectors.toList())
println l.stream().filter { it.size() > 3 }.count()
println l.stream().sorted().distinct().collect(Collectors.toList())
println l.stream().limit(2).collect(Collectors.joining(', '))
println l.stream().skip(2).collect(Collectors.joining('-', '<', '>'))
println l.stream().anyMatch { it == 'fig' }
println l.stream().allMatch { it == 'fig' }
println l.stream().noneMatch { it == 'kiwi' }
println l.stream().findFirst().get()
println l.stream().filter { false }.findFirst().isPresent()
println l.stream().mapToInt { it.size() }.sum()
println l.stream().reduce('') { a, b -> a + b[0] }
println l.stream().reduce { a, b -> a + b }.get()
l.stream().forEach { print it + ' ' }
println()
println l.stream().max { a, b -> a <=> b }.get()
println l.stream().min { a, b -> a.size() <=> b.size() }.get()
println l.stream().toArray().length
println l.stream().peek { }.flatMap { it.toList().stream() }.distinct().count()
