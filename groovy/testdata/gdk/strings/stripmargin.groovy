def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> "#a\n   #b".stripMargin('#') }())
show({ -> "#a\n   #b".stripMargin('#' as char) }())
show({ -> 'abc'.padLeft(5) }())
show({ -> 'abc'.padLeft(5,'*') }())
