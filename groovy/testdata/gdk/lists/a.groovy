def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [[a:1],[a:2]]*.a }())
show({ -> ['a','bb']*.size() }())
show({ -> [1,2,3].toUnique().getClass() }())
show({ -> ([1,2] as Set).toUnique{it}.getClass() }())
