def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator().indexed().toList() }())
show({ -> [1,2,3].iterator().withIndex().toList() }())
show({ -> [1,2,3].iterator().size() }())
show({ -> [1,2,3].iterator().getAt(1) }())
