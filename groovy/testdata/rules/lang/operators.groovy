message()
println issue.parentId ?: 'none'
println issue.labels ? 'some' : 'none'
println issue?.assignee?.email?.toUpperCase()?.tokenize('@')?.first()
println issue.comments*.author*.email
println issue.comments.author.displayName
println issue.labels*.label?.join(',')
println(([1, 2] + 3 + [4]) - [1])
println([1, 2, 3, 2] - 2)
println([a: 1] + [b: 2, a: 3])
println([a: 1, b: 2] - [a: 1])
println([1, [2, [3]]].flatten())
println([3, 1] << 2)
println((1..5)[1..3])
println('abcdef'[1..-2] + 'abc'[0, 2])
println([1, 2, 3][-1] + [1, 2, 3][0..1].sum())
def (a, b) = 'x-y'.split('-')
println a + b
println 5.with { it > 3 && it < 10 }
println 'a' in ['a', 'b'] && !('z' in 'a'..'c')
println([1, 2, 3].contains(2))
println issue.summary =~ /Saf/ ? 'match' : 'no'
println !(issue.summary ==~ /Saf/)
println 5 & 6 | 1 ^ 2
println 1 << 4 >> 2
println (true ^ true || false)
def n = null
println n?.size() == null
println n.toString() + "$n" + (n ?: 'd')
println([*1..3, *[4, 5]])
println([*: [a: 1], b: 2])
def args = [1, 2, 3]
println Math.max(*args[0..1])
int i = 5
println i++ + ++i
i += 2; i *= 3; i -= 1
println i
println (i > 3 ? i < 50 ? 'mid' : 'big' : 'small')
println 'b' > 'a' && 'B' < 'a'
