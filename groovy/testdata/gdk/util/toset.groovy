def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..3).toSet() }())
show({ -> (1..3).getFromInt() }())
show({ -> ('a'..'c').size() }())
show({ -> ((char)'a'..(char)'c').toList() }())
