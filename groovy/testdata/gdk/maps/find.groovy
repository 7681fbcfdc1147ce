def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].find{it.value>1} }())
show({ -> [a:1,b:2].find{k,v->v>1} }())
show({ -> [a:1,b:2].findAll{it.value>1} }())
show({ -> [a:1,b:2].findAll{k,v->v>1} }())
