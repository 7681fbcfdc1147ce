def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..3).indexOf(2) }())
show({ -> (1..3).step(1){} }())
show({ -> ('a'..'c').contains('b') }())
show({ -> ('a'..'c').from }())
