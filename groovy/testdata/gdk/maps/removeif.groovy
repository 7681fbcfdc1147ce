def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2,3] as Set).removeIf{it>1} }())
show({ -> ([1,2,3] as Set).each{}.getClass() }())
show({ -> ([1,2,3] as Set) << 4 }())
show({ -> ([3,1,2] as Set).sort{-it} }())
