def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ("${1}a" + 'b').getClass() }())
show({ -> "${1}a".values }())
show({ -> "${1}a".strings }())
show({ -> "${1}a".tokenize('a') }())
