def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> '1e5'.isNumber() }())
show({ -> 'abc'.isNumber() }())
show({ -> ' 12 '.isInteger() }())
show({ -> '12'.isInteger() }())
