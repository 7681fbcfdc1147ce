import java.util.stream.Collectors
println(['bb', 'a', 'ccc'].stream().sorted { a, b -> b.size() <=> a.size() }.collect(Collectors.toList()))
