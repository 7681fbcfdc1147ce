def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 10.0.remainder(3.0) }())
show({ -> 10.5.divideToIntegralValue(3.0) }())
show({ -> 10.5.toBigInteger() }())
show({ -> 1.5.max(2.5) }())
