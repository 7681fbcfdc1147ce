def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].groupBy{k,v->v%2} }())
show({ -> [a:1,b:2,c:3].groupBy({it.value%2},{it.key}) }())
show({ -> [a:1,b:2,c:3].groupEntriesBy{it.value%2} }())
show({ -> [a:1,b:2,c:3].countBy{k,v->v%2} }())
