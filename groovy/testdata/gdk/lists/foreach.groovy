def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].forEach{ } }())
show({ -> [2,1].sort{a,b->a<=>b} }())
show({ -> [2,1].sort(false){it} }())
show({ -> [2,1].sort(true) }())
