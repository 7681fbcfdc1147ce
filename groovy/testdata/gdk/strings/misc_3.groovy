def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'+1 }())
show({ -> 'abc'+null }())
show({ -> 'abc'.plus('d') }())
show({ -> "a\nb\r\nc".readLines() }())
