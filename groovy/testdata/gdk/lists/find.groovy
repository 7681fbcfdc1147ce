def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].find{it>5} }())
show({ -> [1,2,3].inject{a,b->a+b} }())
show({ -> [].inject(1){a,b->a+b} }())
show({ -> [[a:1],[a:2]].a }())
