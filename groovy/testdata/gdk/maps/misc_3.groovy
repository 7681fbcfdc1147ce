def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [(1):2,(null):3] }())
show({ -> [a:1].equals([a:1]) }())
show({ -> [a:1]==[a:1L] }())
show({ -> [a:1].hashCode() }())
