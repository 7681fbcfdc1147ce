def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [[1,2],[3,4]].sum{it.sum()} }())
show({ -> [[1,2],[3,4]].collect{a,b->a+b} }())
show({ -> [[1,2],[3,4]].findAll{a,b->b>2} }())
show({ -> [[1,2],[3,4]].every{a,b->b>a} }())
