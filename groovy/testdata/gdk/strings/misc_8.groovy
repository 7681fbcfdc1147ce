def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new StringBuilder('abc')[0..1] }())
show({ -> new StringBuilder('abc').size() }())
show({ -> new StringBuilder('abc').contains('b') }())
show({ -> new StringBuilder('abc').isEmpty() }())
