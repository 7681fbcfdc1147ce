def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [2,1].sort(false, Collections.reverseOrder()) }())
show({ -> [2,1].sort(Collections.reverseOrder()) }())
show({ -> [1,2,3].intersect([2,3] as Set) }())
show({ -> [1,2,3].intersect([]) }())
