def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1].keySet() }())
show({ -> [a:1].values() }())
show({ -> [a:1].entrySet() }())
show({ -> [a:1].keySet().getClass() }())
