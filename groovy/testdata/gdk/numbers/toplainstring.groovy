def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1E+3.toPlainString() }())
show({ -> 1234.5.movePointLeft(2) }())
show({ -> 1234.5.movePointRight(2) }())
show({ -> 1234.5.ulp() }())
