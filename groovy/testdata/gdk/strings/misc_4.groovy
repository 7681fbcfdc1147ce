def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'[0..1] }())
show({ -> 'abc'.getAt(0) }())
show({ -> 'abc'.each{} }())
show({ -> 'abc'.collect{it} }())
