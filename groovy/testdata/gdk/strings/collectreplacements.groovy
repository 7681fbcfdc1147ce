def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'Hello'.collectReplacements{it=='l'?'L':null} }())
show({ -> 'abc'.asBoolean() }())
show({ -> 'abc'.multiply(2) }())
show({ -> 'é'.length() }())
