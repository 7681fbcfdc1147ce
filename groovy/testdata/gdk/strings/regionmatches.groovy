def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.regionMatches(0,'xab',1,2) }())
show({ -> 'abc'.regionMatches(true,0,'AB',0,2) }())
show({ -> 'abc'.codePointAt(0) }())
show({ -> 'abc'.intern() }())
