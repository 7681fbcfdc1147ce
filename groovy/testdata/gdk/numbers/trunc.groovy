def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.5d.trunc() }())
show({ -> 1e10.toLong() }())
show({ -> 1e20.toBigInteger() }())
show({ -> (1/3).class }())
