def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..5)[1..2] }())
show({ -> (1..5).reverse() }())
show({ -> (1..5).reverse().getClass() }())
show({ -> (1..5) + 6 }())
