def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1]+[a:3] }())
show({ -> [a:1].plus([new AbstractMap.SimpleEntry('c',3)]) }())
show({ -> [a:1,b:2]-[a:1] }())
show({ -> [a:1,b:2]-[a:2] }())
