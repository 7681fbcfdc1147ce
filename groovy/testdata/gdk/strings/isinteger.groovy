def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> '12.5'.isInteger() }())
show({ -> '12'.isLong() }())
show({ -> '12.5'.isDouble() }())
show({ -> '12.5'.isFloat() }())
