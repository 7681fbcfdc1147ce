def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].count(2) }())
show({ -> [1,2,3].count{it>1} }())
show({ -> [1,2,3].pop() }())
show({ -> def l=[1,2,3]; l.push(9); l }())
