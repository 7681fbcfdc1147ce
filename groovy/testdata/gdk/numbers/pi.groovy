def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.PI }())
show({ -> Math.E }())
show({ -> Math.signum(-2.0) }())
show({ -> Math.hypot(3,4) }())
