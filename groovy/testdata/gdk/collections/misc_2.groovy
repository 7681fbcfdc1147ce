def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3,1] - 1 }())
show({ -> [1,'a'] - 'a' }())
show({ -> ([1,2] as Set) - 2 }())
show({ -> ([1,2] as Set) + 2 }())
