import java.util.stream.Collectors
println([3, 1, 2].toSet().stream().sorted().collect(Collectors.toList()))
println([a: 1, b: 2].entrySet().stream().map { it.key + it.value }.collect(Collectors.joining(',')))
println([a: 1, b: 2].values().stream().mapToInt { it }.sum())
println((1..5).stream().filter { it % 2 == 1 }.collect(Collectors.toList()))
println([a: 1, b: 2].keySet().stream().collect(Collectors.toList()))
println Arrays.stream([1, 2, 3] as int[]).sum()
