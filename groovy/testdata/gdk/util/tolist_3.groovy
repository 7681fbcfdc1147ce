def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1L..3L).toList() }())
show({ -> (1L..3L).getClass() }())
show({ -> (1..3).iterator().next() }())
show({ -> (1..5).intersect([2,9]) }())
