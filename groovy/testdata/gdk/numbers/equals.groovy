def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.equals(5L) }())
show({ -> 5==5L }())
show({ -> 5.hashCode() }())
show({ -> 5L.hashCode() }())
