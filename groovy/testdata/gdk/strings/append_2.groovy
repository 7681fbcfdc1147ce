def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new StringBuilder('abc').append(1.5).append('c' as char).append(true).toString() }())
show({ -> new StringBuilder().append(['a','b'] as char[]).toString() }())
show({ -> new StringBuilder('abc') == 'abc' }())
show({ -> new StringBuilder('abc').toString() == 'abc' }())
