def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1.5.subtract(1) }())
show({ -> 1.5.multiply(2.0) }())
show({ -> 1.0.divide(3.0,2,java.math.RoundingMode.HALF_UP) }())
show({ -> 1.0.divide(3.0,java.math.MathContext.DECIMAL32) }())
