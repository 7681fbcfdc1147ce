def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Boolean.valueOf('x') }())
show({ -> Boolean.TRUE }())
show({ -> Boolean.logicalAnd(true,false) }())
show({ -> true.and(false) }())
