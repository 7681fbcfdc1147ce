def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1.50.precision() }())
show({ -> 1.50.unscaledValue() }())
show({ -> 1.50.stripTrailingZeros() }())
show({ -> 100.0.stripTrailingZeros() }())
