def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.rint(2.5) }())
show({ -> Math.sqrt(16) }())
show({ -> Math.cbrt(27) }())
show({ -> Math.pow(2,10) }())
