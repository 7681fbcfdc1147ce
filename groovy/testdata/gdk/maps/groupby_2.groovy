def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2,3] as Set).groupBy{it%2} }())
show({ -> ([1,2,3] as Set).join('-') }())
show({ -> ([1,2,3] as Set).toList() }())
show({ -> ([1,2,3] as Set).removeAll([1]) }())
