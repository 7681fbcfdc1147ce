def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator()[1] }())
show({ -> [1,2,3].iterator().reverse().toList() }())
show({ -> [1,2,3].iterator().tail().toList() }())
show({ -> [1,2,3].iterator().init().toList() }())
