def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ' 12 '.toInteger() }())
show({ -> '12'.toLong() }())
show({ -> '12.5'.toDouble() }())
show({ -> '12.5'.toFloat() }())
