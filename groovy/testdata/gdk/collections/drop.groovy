def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..5).drop(2) }())
show({ -> 'hello'.take(2) }())
show({ -> [a:1,b:2].take(1) }())
show({ -> [a:1,b:2].drop(1) }())
