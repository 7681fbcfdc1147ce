def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([2,1] as Integer[]).toSorted().toList() }())
show({ -> ([1,2] as Integer[]).contains(1) }())
show({ -> ([1,2] as Integer[]).collectMany{[it,it]} }())
show({ -> ([1,2] as int[]).length }())
