def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.toFloat() }())
show({ -> 5.toBigDecimal() }())
show({ -> 5.toBigInteger() }())
show({ -> 5.5.toInteger() }())
