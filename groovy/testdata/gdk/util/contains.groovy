def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..5).contains(3.0) }())
show({ -> (1..5).containsWithinBounds(3.5) }())
show({ -> (1..<5).toList() }())
show({ -> (5..1).toList() }())
