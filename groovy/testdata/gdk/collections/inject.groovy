def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([3,1,2] as int[]).inject(0){a,b->a+b} }())
show({ -> ([3,1,2] as int[]).size() }())
show({ -> ([3,1,2] as int[]).length }())
show({ -> ([3,1,2] as int[]).toSet() }())
