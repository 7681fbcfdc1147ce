def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.bytes }())
show({ -> 'abc'.getBytes('UTF-8') }())
show({ -> 'é'.getBytes('UTF-8') }())
show({ -> 'é'.getBytes('ISO-8859-1') }())
