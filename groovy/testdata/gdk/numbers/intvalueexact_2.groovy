def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1234.0.intValueExact() }())
show({ -> 1234.5.round(new java.math.MathContext(2)) }())
show({ -> 1234.5.toEngineeringString() }())
show({ -> 1234.5.toString() }())
