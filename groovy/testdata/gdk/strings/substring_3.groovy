def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.substring(1,2) }())
show({ -> 'abc'.subSequence(0,2) }())
show({ -> 'abc'.replace('b','x') }())
show({ -> 'abc'.replace('b' as char,'x' as char) }())
