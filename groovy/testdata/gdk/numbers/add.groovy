def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5G.add(1) }())
show({ -> 5G.and(3) }())
show({ -> 5G.shiftLeft(2) }())
show({ -> 5G.setBit(1) }())
