def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2] as Set).contains(1) }())
show({ -> ([1,2,3] as Set)-[1,2] }())
show({ -> ([1,2,3] as Set)*2 }())
show({ -> ([1,2,3] as Set).intersect([2,3,4]) }())
