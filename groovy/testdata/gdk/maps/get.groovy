def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1].get('b',7) }())
show({ -> def m=[a:1]; m.get('b',7); m }())
show({ -> [a:1].getOrDefault('b',7) }())
show({ -> [a:1].getAt('a') }())
