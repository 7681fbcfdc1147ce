def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> "${1}a".toString() }())
show({ -> "${1}a".size() }())
show({ -> "${1}a".toUpperCase() }())
show({ -> "${1}a".getClass() }())
