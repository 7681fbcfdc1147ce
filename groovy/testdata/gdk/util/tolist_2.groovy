def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ('a'..'d').toList() }())
show({ -> (1.5..4.5).toList() }())
show({ -> (1..5).from }())
show({ -> (1..5).to }())
