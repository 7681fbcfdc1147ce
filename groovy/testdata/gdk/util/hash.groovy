def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Objects.hash(1,2) }())
show({ -> Objects.hashCode(null) }())
show({ -> Objects.toString(null) }())
show({ -> Objects.toString(null,'d') }())
