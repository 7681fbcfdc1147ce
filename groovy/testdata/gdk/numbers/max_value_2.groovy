def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Long.MAX_VALUE }())
show({ -> Long.toHexString(255L) }())
show({ -> Long.bitCount(7L) }())
show({ -> Long.compare(1L,2L) }())
