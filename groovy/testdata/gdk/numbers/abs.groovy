def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.abs(-5.5) }())
show({ -> Math.max(1,2) }())
show({ -> Math.min(1L,2) }())
show({ -> Math.round(2.5) }())
