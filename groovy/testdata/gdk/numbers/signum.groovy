def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Integer.signum(-4) }())
show({ -> Integer.reverse(1) }())
show({ -> Integer.highestOneBit(10) }())
show({ -> Integer.lowestOneBit(10) }())
