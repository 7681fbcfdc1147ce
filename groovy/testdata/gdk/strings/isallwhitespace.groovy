def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'a'.isAllWhitespace() }())
show({ -> 'abc'.contains('b') }())
show({ -> 'abc'.startsWith('a') }())
show({ -> 'abc'.startsWithAny('x','a') }())
