def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator().every{it} }())
show({ -> [1,2,3].iterator().each{}.hasNext() }())
show({ -> (1..5).step(2) }())
show({ -> (5..1).step(2) }())
