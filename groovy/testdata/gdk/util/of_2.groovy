def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Optional.of(1) }())
show({ -> Optional.empty() }())
show({ -> Optional.ofNullable(null).isPresent() }())
show({ -> Optional.of(1).get() }())
