def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.capitalize() }())
show({ -> 'ABC'.uncapitalize() }())
show({ -> ''.capitalize() }())
show({ -> 'abc'.toList() }())
