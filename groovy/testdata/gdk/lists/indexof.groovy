def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].indexOf(2) }())
show({ -> [1,2,1].lastIndexOf(1) }())
show({ -> [1,2,3].equals([1,2,3]) }())
show({ -> [1,2,3].hashCode() }())
