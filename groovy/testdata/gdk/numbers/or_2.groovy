def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> true.or(false) }())
show({ -> true.xor(true) }())
show({ -> true & false }())
show({ -> true.implies(false) }())
