def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..3).head() }())
show({ -> (1..3).tail() }())
show({ -> (1..3).take(2).getClass() }())
show({ -> (1..3).max{-it} }())
