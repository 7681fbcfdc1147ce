def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'a\'b'.inspect() }())
show({ -> 'abc' << 'd' }())
show({ -> ('abc' << 'd').getClass() }())
show({ -> 'x'.isCase('x') }())
