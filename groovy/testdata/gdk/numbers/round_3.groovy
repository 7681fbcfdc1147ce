def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1.0f.round(1) }())
show({ -> 12345.6789d.round(2) }())
show({ -> (-1.5d).round() }())
show({ -> 2.5d.round() }())
