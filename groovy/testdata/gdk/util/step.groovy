def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ('a'..'e').step(2) }())
show({ -> (1..5).sum() }())
show({ -> (1..5).size() }())
show({ -> (1..5).contains(3) }())
