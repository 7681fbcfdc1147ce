def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator().find{it>1} }())
show({ -> [1,2,3].iterator().findAll{it>1} }())
show({ -> [1,2,3].iterator().inject(0){a,b->a+b} }())
show({ -> [1,2,3].iterator().any{it>1} }())
