def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc' as List }())
show({ -> 'abc'.asType(List) }())
show({ -> 'a' as char }())
show({ -> 'abc'.findIndexOf{it=='b'} }())
