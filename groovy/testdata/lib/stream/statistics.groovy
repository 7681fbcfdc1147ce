def s = [1.5d, 2.5d].stream().mapToDouble { it }.summaryStatistics()
println s.average
println s.max + s.min + s.sum
println s.count
