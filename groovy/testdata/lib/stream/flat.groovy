import java.util.stream.Collectors
println([[1, 2], [3]].stream().flatMap { it.stream() }.map { it * 2 }.collect(Collectors.toList()))
println(['b', 'a'].stream().sorted().collect(Collectors.joining()))
