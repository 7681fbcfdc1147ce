def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.chars }())
show({ -> 'abc'.getChars() }())
show({ -> 'abc'.reverse() }())
show({ -> 'abc'.next() }())
