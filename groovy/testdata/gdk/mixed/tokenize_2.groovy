def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'hello world'.tokenize().collect{it.capitalize()}.join(' ') }())
show({ -> 'b,a'.tokenize(',').sort() }())
show({ -> 'abc'.contains('') }())
show({ -> 'a'.compareTo('b') }())
