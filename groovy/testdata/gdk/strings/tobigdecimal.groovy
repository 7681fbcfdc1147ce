def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> '12.5'.toBigDecimal() }())
show({ -> '12'.toBigInteger() }())
show({ -> '12'.toShort() }())
show({ -> 'true'.toBoolean() }())
