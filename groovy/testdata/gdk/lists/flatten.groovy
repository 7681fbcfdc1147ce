def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [[a:1],[b:2]].flatten() }())
show({ -> [1,2,3].is(1) }())
show({ -> [1,2,3].groupBy({it%2},{it>1}) }())
show({ -> [1,2,3].groupBy([{it%2},{it>1}]) }())
