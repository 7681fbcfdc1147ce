def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,'a'].max() }())
show({ -> [1,2,3].intersect([3,2,9,8]) }())
show({ -> [1,2,3].intersect([3.0,2L]) }())
show({ -> [1,2,3] - [2.0] }())
