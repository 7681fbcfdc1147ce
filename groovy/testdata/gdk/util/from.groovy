def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (5..1).from }())
show({ -> (5..1).isReverse() }())
show({ -> (1..5)[1] }())
show({ -> (1..5)[-1] }())
