def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new TreeSet([3,1,2]) }())
show({ -> new TreeSet([3,1,2]).first() }())
show({ -> new TreeSet([3,1,2]).last() }())
show({ -> new TreeSet([3,1,2]).headSet(2) }())
