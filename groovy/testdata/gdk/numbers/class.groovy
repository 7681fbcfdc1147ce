def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.5.class }())
show({ -> 5.5f.class }())
show({ -> 5.5d.class }())
show({ -> 5G.class }())
