def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Double.doubleToLongBits(1.0d) }())
show({ -> Float.parseFloat('1.5') }())
show({ -> Float.MAX_VALUE }())
show({ -> Boolean.parseBoolean('TRUE') }())
