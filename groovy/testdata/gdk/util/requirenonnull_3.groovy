def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Objects.requireNonNull('x') }())
show({ -> Objects.isNull(null) }())
show({ -> Objects.nonNull(null) }())
show({ -> Objects.requireNonNullElse(null,'d') }())
