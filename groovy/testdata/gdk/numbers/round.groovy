def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 3.14159d.round(2) }())
show({ -> 3.14159d.trunc(2) }())
show({ -> 3.5f.round() }())
show({ -> 2.power(10) }())
