def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..3).reverseEach{}.size() }())
show({ -> [1,2,3] + [4] - [2] }())
show({ -> [1,2,3].plus([4,5]) }())
show({ -> [1,2,3].minus([2,3]) }())
