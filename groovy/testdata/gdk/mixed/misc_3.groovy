def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (([1,2] as int[]) as List) }())
show({ -> ([1,2,3] as Integer[]).findAll{it>1} }())
show({ -> ([1,2,3] as Integer[]).collectEntries{[it,it]} }())
show({ -> ([1,2,3] as Integer[]).groupBy{it%2} }())
