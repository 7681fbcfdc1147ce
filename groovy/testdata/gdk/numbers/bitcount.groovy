def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5G.bitCount() }())
show({ -> 5G.divideAndRemainder(3G) }())
show({ -> 5G.max(7G) }())
show({ -> 5G.intValue() }())
