def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([3,1,2] as int[]).toList() }())
show({ -> ([3,1,2] as int[]).collect{it+1} }())
show({ -> ([3,1,2] as int[]).findAll{it>1} }())
show({ -> ([3,1,2] as Integer[]).findAll{it>1} }())
