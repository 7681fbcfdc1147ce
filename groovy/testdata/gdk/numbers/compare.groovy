def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Double.compare(1.0d,2.0d) }())
show({ -> Double.toString(1.5d) }())
show({ -> (1.0d/0).isInfinite() }())
show({ -> Double.isInfinite(1.0d) }())
