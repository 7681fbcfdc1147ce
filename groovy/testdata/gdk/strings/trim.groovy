def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ' abc '.trim() }())
show({ -> 'abc'.toUpperCase() }())
show({ -> 'ABC'.toLowerCase() }())
show({ -> 'abc'.length() }())
