def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3,4][-1..<-4] }())
show({ -> [1,2,3,4][0..-1] }())
show({ -> [1,2,3,4][0..<0] }())
show({ -> [1,2,3,4][2..<2] }())
