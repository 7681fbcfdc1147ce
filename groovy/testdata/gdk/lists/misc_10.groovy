def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3][0,2,5] }())
show({ -> [1,2,3][0..1,2] }())
show({ -> [1,2,3][-1] }())
show({ -> [1,2,3][[0,1]] }())
