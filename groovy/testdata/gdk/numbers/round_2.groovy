def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.round(-2.5) }())
show({ -> Math.round(2.5f) }())
show({ -> Math.floor(2.7) }())
show({ -> Math.ceil(2.1) }())
