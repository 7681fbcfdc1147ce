def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [3,null,1].min() }())
show({ -> ['b','a',null].sort() }())
show({ -> [[3],[1]].sort() }())
show({ -> [[b:1],[a:2]].sort{it.keySet().first()} }())
