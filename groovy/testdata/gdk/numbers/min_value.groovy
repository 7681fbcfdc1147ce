def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Double.MIN_VALUE }())
show({ -> Double.NaN }())
show({ -> Double.isNaN(0.0d/0) }())
show({ -> Double.POSITIVE_INFINITY }())
