def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'hello'.take(9) }())
show({ -> 'hello'.take(0) }())
show({ -> 'hello'.drop(2) }())
show({ -> 'hello'.drop(9) }())
