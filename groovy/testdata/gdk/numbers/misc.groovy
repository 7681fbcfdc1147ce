def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 2**0.5 }())
show({ -> 7.intdiv(2) }())
show({ -> 7.mod(3) }())
show({ -> (-7).mod(3) }())
