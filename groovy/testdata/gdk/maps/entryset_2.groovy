def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].entrySet().collect{it.key} }())
show({ -> [a:1,b:2].entrySet().sort{-it.value} }())
show({ -> [a:3,b:2].values().sort() }())
show({ -> [a:3,b:2].values().max() }())
