def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.5.hashCode() }())
show({ -> 5.5d.hashCode() }())
show({ -> 5.toString() }())
show({ -> 5.byteValue() }())
