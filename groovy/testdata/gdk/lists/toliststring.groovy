def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].toListString() }())
show({ -> [1,2,3].asList() }())
show({ -> [1,2].asImmutable().getClass() }())
show({ -> [1,2].asImmutable()[5] }())
