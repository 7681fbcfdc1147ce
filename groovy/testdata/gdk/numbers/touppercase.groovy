def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ('a' as char).toUpperCase() }())
show({ -> ('a' as char)+1 }())
show({ -> ('a' as char).next() }())
show({ -> ('a' as char) as int }())
