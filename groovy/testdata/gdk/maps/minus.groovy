def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].minus([b:2,c:3]) }())
show({ -> [a:1]<<[b:2] }())
show({ -> def m=[a:1]; m<<new AbstractMap.SimpleEntry('x',2); m }())
show({ -> [a:1,b:2].intersect([a:1,b:3]) }())
