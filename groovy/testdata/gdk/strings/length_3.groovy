def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new StringBuilder('abc').length() }())
show({ -> new StringBuilder('abc') << 'd' << 5 }())
show({ -> (new StringBuilder('abc') << 'd').toString() }())
show({ -> new StringBuilder('abc')[0] }())
