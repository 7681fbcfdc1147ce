def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new StringBuilder('abc').deleteCharAt(1).toString() }())
show({ -> new StringBuilder('abc').replace(0,1,'Z').toString() }())
show({ -> new StringBuilder('abc').indexOf('c') }())
show({ -> new StringBuilder('abc').charAt(1) }())
