def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> java.math.RoundingMode.HALF_UP }())
show({ -> java.math.RoundingMode.values().length }())
show({ -> new java.math.MathContext(5) }())
show({ -> java.math.MathContext.DECIMAL64 }())
