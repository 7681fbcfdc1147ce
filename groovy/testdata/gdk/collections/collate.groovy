def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3,4,5].collate(2,1) }())
show({ -> [1,2,3,4,5].collate(2,1,false) }())
show({ -> [1,2,3,4,5].collate(0) }())
show({ -> [1,2,3,4,5].collate(2,-1) }())
