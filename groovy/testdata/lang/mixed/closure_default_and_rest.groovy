def c = { String g, n = 'x', ... r -> "$g $n $r" }
println c('a')
def two = { a = 1, int b = 2, String... names -> "$a $b ${names.toList()}" }
println two()
println two(5)
try { println two([], []) } catch (MissingMethodException e) { println e.method }
def none = { String g, n, ... r -> "$g $n $r" }
try { println none('a') } catch (MissingMethodException e) { println e.method }
println none('a', 'b')
