def l = [3, 1, 2]
println l.stream().mapToInt { it }.max()
println l.stream().mapToInt { it }.average()
println l.stream().mapToInt { it }.boxed().sorted().collect(java.util.stream.Collectors.toList())
println l.stream().mapToDouble { it * 1.5d }.sum()
println l.stream().mapToLong { it as long }.sum().getClass().simpleName
println l.stream().mapToInt { it }.summaryStatistics()
println l.stream().mapToInt { it }.map { it * it }.toArray().toList()
println([].stream().mapToInt { it }.max())
println([].stream().mapToInt { it }.average().isPresent())
println l.stream().mapToInt { it }.mapToObj { "n$it" }.collect(java.util.stream.Collectors.joining())
