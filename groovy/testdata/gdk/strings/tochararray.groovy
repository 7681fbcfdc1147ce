def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.toCharArray() }())
show({ -> "a\r\nb".normalize() }())
show({ -> "a\nb".denormalize() }())
show({ -> '  '.isAllWhitespace() }())
