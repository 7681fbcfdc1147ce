def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> "${1}a".length() }())
show({ -> 'abc' <=> 'abd' }())
show({ -> 'abc'.toString() }())
show({ -> 'abc'.inspect() }())
