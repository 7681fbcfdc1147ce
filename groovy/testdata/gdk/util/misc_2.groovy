def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..5) - 3 }())
show({ -> (1..3)*.multiply(2) }())
show({ -> (1..3).collect{it*2} }())
show({ -> (1..10).collate(3) }())
