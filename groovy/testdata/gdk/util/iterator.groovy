def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator().collect{it} }())
show({ -> [1,2,3].iterator().take(2).toList() }())
show({ -> [1,2,3].iterator().drop(2).toList() }())
show({ -> [1,2,3].iterator().sum() }())
