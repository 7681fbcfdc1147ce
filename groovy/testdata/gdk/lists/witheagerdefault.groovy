def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[].withEagerDefault{it*10}; l[2]; l }())
show({ -> [1,2,3].grep{it>1} }())
show({ -> [1,'a',null].grep(Number) }())
show({ -> [1,2,3].split{it>1} }())
