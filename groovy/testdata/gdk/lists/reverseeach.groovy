def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].reverseEach{} }())
show({ -> [1,2,3].eachWithIndex{a,i->} }())
show({ -> [1,2,3].getIndices() }())
show({ -> [1,2,3].indices }())
