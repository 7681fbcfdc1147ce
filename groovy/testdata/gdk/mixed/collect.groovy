def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.collect{it.toUpperCase()}.join() }())
show({ -> 'banana'.toList().countBy{it} }())
show({ -> 'banana'.toSet().sort().join() }())
show({ -> 'banana'.count('an') }())
