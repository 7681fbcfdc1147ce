def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator().takeWhile{it<3}.toList() }())
show({ -> [1,2,3].iterator().dropWhile{it<3}.toList() }())
show({ -> [1,2,3].iterator().count(1) }())
show({ -> [1,2,3].iterator().countBy{it%2} }())
