message()
println replica.nothing.collect { it }
println replica.nothing.find { it } + '' + replica.nothing.findAll { it } + replica.nothing.each { it } + replica.nothing.any { it } + replica.nothing.every { it }
for (x in replica.nothing) println 'no'
println replica.nothing*.name
println replica.nothing?.collect { it }?.size()
println replica.nothing == null && null != replica
println replica.nothing as String
println replica.nothing as List
println replica.nothing.is(null)
println replica.nothing.inspect() + replica.nothing.with { it }
println([null, 1].collect { it?.plus(1) })
println replica.nothing.iterator().hasNext()
println(null in [null] && !(null in []))
println([a: null].a.getClass().simpleName)
println([1] + null)
try { println null + [1] } catch (e) { println e.message }
println null.toString().size()
