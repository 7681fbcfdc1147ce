def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.times{} }())
show({ -> 1..3 }())
show({ -> 5.getClass() }())
show({ -> 5L.getClass() }())
