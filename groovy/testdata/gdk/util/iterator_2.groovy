def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator().join('-') }())
show({ -> [1,2,3].iterator().max() }())
show({ -> [3,1,2].iterator().toSorted().toList() }())
show({ -> [1,1,2].iterator().unique().toList() }())
