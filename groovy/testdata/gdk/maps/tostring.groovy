def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1].toString() }())
show({ -> [:].toString() }())
show({ -> [a:[b:[1,2]]].toString() }())
show({ -> [a:'x'].inspect() }())
