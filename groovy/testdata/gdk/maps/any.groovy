def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].any{k,v->v>1} }())
show({ -> [a:1,b:2].every{it.value>0} }())
show({ -> [a:1,b:2].count{k,v->v>1} }())
show({ -> [a:1,b:2].collect{k,v->k+v} }())
