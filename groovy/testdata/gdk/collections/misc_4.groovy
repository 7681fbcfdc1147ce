def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2] as Set) + [2,3] }())
show({ -> [1,2]*2 }())
show({ -> [1,2].disjoint([3]) }())
show({ -> [1,2,3].takeRight(2) }())
