def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].inject(0){s,k,v->s+v} }())
show({ -> [a:1,b:2].inject(0){s,e->s+e.value} }())
show({ -> [a:1,b:2].each{k,v->} }())
show({ -> [a:1,b:2].eachWithIndex{k,v,i->} }())
