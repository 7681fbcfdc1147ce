def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abcabc'.lastIndexOf('b') }())
show({ -> 'abcabc'.indexOf('b',2) }())
show({ -> 'abc'.charAt(1) }())
show({ -> 'abc'.substring(1) }())
