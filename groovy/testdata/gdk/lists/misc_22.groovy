def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3] as Set }())
show({ -> [1,2,3] as LinkedList }())
show({ -> ([1,2] as Object[]).inspect() }())
show({ -> [1,2,3].inspect() }())
