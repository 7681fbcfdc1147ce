def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..3).permutations().size() }())
show({ -> (1..0).toList() }())
show({ -> (0..<0).size() }())
show({ -> (0..<0).toString() }())
