def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3,4][1..-1] }())
show({ -> [1,2,3,4][-2..-1] }())
show({ -> "hello"[1..-1] }())
show({ -> "hello"[-3..-1] }())
