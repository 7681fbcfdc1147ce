def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> "  a\n   b\n".stripIndent() }())
show({ -> "    a\n      b".stripIndent() }())
show({ -> "    a\n      b".stripIndent(2) }())
show({ -> "|a\n   |b".stripMargin() }())
