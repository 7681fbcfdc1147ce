def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..3).withIndex() }())
show({ -> (1..4).split{it>2} }())
show({ -> (1..3).first() }())
show({ -> (1..3).last() }())
