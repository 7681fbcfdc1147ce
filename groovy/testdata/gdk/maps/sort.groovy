def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [b:2,a:1].sort() }())
show({ -> [b:2,a:1].sort().getClass() }())
show({ -> [b:2,a:1].sort{it.value} }())
show({ -> [b:2,a:1].sort{it.value}.getClass() }())
