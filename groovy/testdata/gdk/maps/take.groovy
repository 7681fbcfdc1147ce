def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].take(1) }())
show({ -> [a:1,b:2].takeWhile{it.value<2} }())
show({ -> [a:1,b:2].dropWhile{k,v->v<2} }())
show({ -> [a:1,b:2].drop(5) }())
