def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,2.0,3L,2L,'a',"a"].unique() }())
show({ -> [3,1,'a',2].sort() }())
show({ -> [3,null,1].sort() }())
show({ -> [3,null,1].max() }())
