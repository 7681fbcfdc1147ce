def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Integer.numberOfLeadingZeros(1) }())
show({ -> Integer.numberOfTrailingZeros(8) }())
show({ -> Integer.max(1,2) }())
show({ -> Integer.sum(1,2) }())
