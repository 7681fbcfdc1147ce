def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].findResult('d'){null} }())
show({ -> [1,2,3].any() }())
show({ -> [0,null].every() }())
show({ -> [1,2,3].takeWhile{it<3} }())
