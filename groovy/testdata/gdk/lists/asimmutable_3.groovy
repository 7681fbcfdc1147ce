def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2] as Set).asImmutable().getClass() }())
show({ -> [a:1].asImmutable().getClass() }())
show({ -> [1,2,3].reverse() }())
show({ -> [1,2,3].reverse(true) }())
