def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1.5,2,3L].max() }())
show({ -> ['a',1,null].toString() }())
show({ -> [1,2]==[1L,2.0] }())
show({ -> [3,2,1].swap(0,2) }())
