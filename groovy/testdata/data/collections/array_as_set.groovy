// An array of objects becomes a HashSet by as, and keeps its order where it is assigned.
def words = 'delta,alpha,zebra,beta,gamma'
def viaAs = words.split(',') as Set
println viaAs
println viaAs.class.name
Set assigned = words.split(',')
println assigned
println assigned.class.name
println(words.split(',').toList() as Set)
println(words.tokenize(',') as Set)
println(([9, 100, 3, 55] as int[]) as Set)
println((words.split(',') as HashSet).class.name)
println(words.split(',') as LinkedHashSet)
println(words.split(',') as TreeSet)
println(words.split(',') as SortedSet)
def labels = 'red blue green red'.split(' ') as Set
println labels.size() + ' ' + labels.contains('blue')
println labels.collect { it.toUpperCase() }
