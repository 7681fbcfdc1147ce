def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> "a\tb".expand(4) }())
show({ -> "ab\n\tc".expand(4) }())
show({ -> 'a       b'.unexpand() }())
show({ -> '        b'.unexpand(4) }())
