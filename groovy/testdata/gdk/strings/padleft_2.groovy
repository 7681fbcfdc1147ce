def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> "${1}a".padLeft(5) }())
show({ -> "${1}a".take(1) }())
show({ -> "${1}a"[0] }())
show({ -> "${1}a" + 'b' }())
