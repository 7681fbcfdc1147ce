def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [b:2,a:1].sort{x,y->x.value<=>y.value} }())
show({ -> [b:2,a:1].sort{a,b->b.key<=>a.key} }())
show({ -> [b:2,a:1].sort({x,y->x<=>y} as Comparator) }())
show({ -> [b:2,a:1].toSorted() }())
