def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.endsWithAny('x','c') }())
show({ -> 'abc'.endsWith('c') }())
show({ -> 'abc'.indexOf('c') }())
show({ -> 'abc'.indexOf('z') }())
