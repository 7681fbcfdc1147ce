def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new StringBuilder('abc').reverse() }())
show({ -> new StringBuilder('abc').append(1).append('x').append(null).toString() }())
show({ -> new StringBuilder('abc').insert(1,'X').toString() }())
show({ -> new StringBuilder('abc').delete(0,2).toString() }())
