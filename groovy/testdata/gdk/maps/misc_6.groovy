def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2,3] as Set)[1] }())
show({ -> ([1,2,3] as Set).getAt(0) }())
show({ -> ([1,2,3] as Set).sum() }())
show({ -> ([1,2,3] as Set).max() }())
