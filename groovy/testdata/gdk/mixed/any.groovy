def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2,3] as Integer[]).any{it>2} }())
show({ -> ([1,2,3] as Integer[]).head() }())
show({ -> ([1,2,3] as Integer[]).tail().toList() }())
show({ -> ([1,2,3] as Integer[]).drop(1).toList() }())
