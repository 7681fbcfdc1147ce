def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.padLeft(6,'xy') }())
show({ -> 'abc'.padRight(5,'*') }())
show({ -> 'abc'.center(8,'*') }())
show({ -> 'abc'.center(2) }())
