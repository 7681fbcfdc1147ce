def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new Vector([1,2]).elementAt(0) }())
show({ -> new Vector([1,2]).firstElement() }())
show({ -> new ArrayList([3,1]).sort{it} }())
show({ -> [1,2,3].iterator().toList() }())
