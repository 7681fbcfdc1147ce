def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> '  a '.strip() }())
show({ -> '  a '.stripLeading() }())
show({ -> '  a '.stripTrailing() }())
show({ -> '  '.isBlank() }())
