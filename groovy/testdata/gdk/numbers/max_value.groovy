def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Integer.MAX_VALUE }())
show({ -> Integer.MIN_VALUE }())
show({ -> Integer.bitCount(7) }())
show({ -> Integer.compare(1,2) }())
