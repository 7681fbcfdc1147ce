def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3] as Set }())
show({ -> ([1,2] as Set)==([2,1] as Set) }())
show({ -> ([1,2] as Set).equals([1,2]) }())
show({ -> ([1,2] as Set)+3 }())
