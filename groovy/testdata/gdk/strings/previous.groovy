def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.previous() }())
show({ -> 'az'.next() }())
show({ -> ''.next() }())
show({ -> 'abc'*2 }())
