def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.next() }())
show({ -> 5.previous() }())
show({ -> 5.0.next() }())
show({ -> 5.and(3) }())
