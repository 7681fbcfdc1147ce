def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1/3 }())
show({ -> 10/5 }())
show({ -> 0.1+0.2 }())
show({ -> 0.1d+0.2d }())
