def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [b:2,a:1].toSorted{it.value} }())
show({ -> [b:2,a:1].max{it.value} }())
show({ -> [b:2,a:1].min{it.value} }())
show({ -> [b:2,a:1].max{x,y->x.value<=>y.value} }())
