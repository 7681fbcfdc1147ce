def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.fma(1.0d,2.0d,3.0d) }())
show({ -> Math.getExponent(8.0d) }())
show({ -> Math.scalb(1.0d,3) }())
show({ -> Math.absExact(5) }())
