def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2,3] as Set).find{it>1} }())
show({ -> ([1,2,3] as Set).findAll{it>1}.getClass() }())
show({ -> ([1,2,3] as Set).collect{it}.getClass() }())
show({ -> ([1,2,3] as Set).split{it>1} }())
