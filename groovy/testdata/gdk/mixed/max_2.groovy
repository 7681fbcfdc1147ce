def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ['apple','bob'].max{it.size()} }())
show({ -> ['x','y'].eachWithIndex{v,i->}.join() }())
show({ -> [1,2,3].min{a,b->b<=>a} }())
show({ -> [1.5,2,3L].sum() }())
