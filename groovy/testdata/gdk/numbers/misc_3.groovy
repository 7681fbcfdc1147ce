def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (-7)%3 }())
show({ -> 5.plus(3) }())
show({ -> 5.minus(3) }())
show({ -> 5.multiply(3) }())
