def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3] << null }())
show({ -> [1,2,3].containsAll([1,2]) }())
show({ -> [1,2,3].containsAll([1,2] as Integer[]) }())
show({ -> [1,2,3].contains(2L) }())
