def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> '12.5'.isBigDecimal() }())
show({ -> '12'.isBigInteger() }())
show({ -> ''.isNumber() }())
show({ -> '12'.toInteger() }())
