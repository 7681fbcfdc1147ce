import java.util.stream.Collectors
def seen = []
println([1, 2, 3, 4].stream().map { seen << it; it * 2 }.filter { it > 2 }.findFirst().get())
println seen
