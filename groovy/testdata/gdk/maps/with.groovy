def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [x:1].with{x} }())
show({ -> [a:1,b:null].findAll{it.value} }())
show({ -> [a:null].containsKey('a') }())
show({ -> [a:1].iterator().next() }())
