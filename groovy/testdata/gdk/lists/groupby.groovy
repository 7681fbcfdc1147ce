def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].groupBy() }())
show({ -> [1,2,3].countBy{it%2} }())
show({ -> [[1,2],[3,4]].collectEntries() }())
show({ -> [[1,2],[3,4]].collectEntries{a,b->[a,b*2]} }())
