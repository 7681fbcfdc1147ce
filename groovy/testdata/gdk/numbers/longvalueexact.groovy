def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5G.longValueExact() }())
show({ -> 5G*2 }())
show({ -> 5G/2 }())
show({ -> 5G+1.5 }())
