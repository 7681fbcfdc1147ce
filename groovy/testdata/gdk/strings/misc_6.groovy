def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> sprintf('%d-%s',1,'x') }())
show({ -> '%d items'.formatted(5) }())
show({ -> 'abc'.formatted() }())
show({ -> 'a'.repeat(3) }())
