def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1.5.negate() }())
show({ -> 1.5.signum() }())
show({ -> 1.5.pow(2) }())
show({ -> 1.5.add(2.5) }())
