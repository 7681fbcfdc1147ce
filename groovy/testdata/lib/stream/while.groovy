import java.util.stream.Collectors
println([1, 2, 5, 1].stream().takeWhile { it < 3 }.collect(Collectors.toList()))
println([1, 2, 5, 1].stream().dropWhile { it < 3 }.collect(Collectors.toList()))
