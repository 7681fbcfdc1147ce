def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [3,1,2].toSorted().getClass() }())
show({ -> ([3,1] as Set).sort() }())
show({ -> ([3,1] as Set).toSorted().getClass() }())
show({ -> [1,2,3].max{a,b->b<=>a} }())
