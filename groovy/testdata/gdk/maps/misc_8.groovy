def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new Tuple(1,2) }())
show({ -> new Tuple2(1,'b').second }())
show({ -> new Tuple2(1,'b').first }())
show({ -> [1,2,3].eachWithIndex{x,i->}.size() }())
