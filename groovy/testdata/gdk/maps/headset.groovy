def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new TreeSet([3,1,2]).headSet(2,true) }())
show({ -> new TreeSet([3,1,2]).tailSet(2) }())
show({ -> new TreeSet([3,1,2]).tailSet(2,false) }())
show({ -> new TreeSet([3,1,2]).subSet(1,3) }())
