def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.size() }())
show({ -> 'abc'.isEmpty() }())
show({ -> 'abc'.hashCode() }())
show({ -> 'abc'.concat('d') }())
