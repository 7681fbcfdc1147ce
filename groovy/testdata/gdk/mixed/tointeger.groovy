def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> '3'.toInteger()+1 }())
show({ -> '1.10'.toBigDecimal()+1 }())
show({ -> "line1\nline2".readLines()*.size() }())
show({ -> '  x '.trim().size() }())
