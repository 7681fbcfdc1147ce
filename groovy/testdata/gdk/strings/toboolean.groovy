def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'y'.toBoolean() }())
show({ -> '1'.toBoolean() }())
show({ -> 'on'.toBoolean() }())
show({ -> 'no'.toBoolean() }())
