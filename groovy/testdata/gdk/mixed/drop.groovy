def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].drop(-1) }())
show({ -> [1,2,3].first().plus(1) }())
show({ -> ['a':1].every{k,v->v==1} }())
show({ -> [1,[2,3]].flatten().sum() }())
