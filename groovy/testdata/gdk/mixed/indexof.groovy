def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'test'.indexOf('t',1) }())
show({ -> '%s is %d'.formatted('x',3) }())
