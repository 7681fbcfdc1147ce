def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.inject(''){a,b->b+a} }())
show({ -> 'abc'.eachWithIndex{c,i->} }())
show({ -> 'abc'.iterator().next() }())
show({ -> 'abc'.toSet() }())
