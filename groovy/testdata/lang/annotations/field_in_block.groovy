import groovy.transform.Field
def c = { @Field int x = 5; x++; println x }
c(); c()
println x
if (true) { @Field String s = 'q' }
println s
for (@Field int i = 0; i < 2; i++) { println i }
println i
@Field List u = [1, 2].collect { def r = it; r * 2 }
def m() { u << x }
println m()
