def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..3).inspect() }())
show({ -> (1..3).subList(0,2) }())
show({ -> (1..3).min() }())
show({ -> (1..3).inject{a,b->a*b} }())
