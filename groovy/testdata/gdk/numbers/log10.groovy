def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.log10(1000) }())
show({ -> Math.log(Math.E) }())
show({ -> Math.exp(0) }())
show({ -> Math.sin(0) }())
