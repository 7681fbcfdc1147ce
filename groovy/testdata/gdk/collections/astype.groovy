def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([3,1,2] as int[]).asType(List) }())
show({ -> ([3,1,2] as int[]).iterator() }())
show({ -> ([3,1,2] as int[]).any{it==3} }())
show({ -> ([3,1,2] as int[]).flatten() }())
