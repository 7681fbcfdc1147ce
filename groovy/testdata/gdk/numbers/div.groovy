def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.div(2) }())
show({ -> 5.0.toInteger() }())
show({ -> 5.toLong() }())
show({ -> 5.toDouble() }())
