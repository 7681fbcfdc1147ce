def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2,3] as Integer[]).takeWhile{it<3}.toList() }())
show({ -> ([1,2,3] as Integer[]).inject{a,b->a+b} }())
show({ -> ([1,2,3] as Integer[]).swap(0,2).toList() }())
show({ -> ([1,2,2] as Integer[]).toUnique().toList() }())
