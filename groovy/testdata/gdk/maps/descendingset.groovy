def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new TreeSet([3,1,2]).descendingSet() }())
show({ -> new TreeSet([3,1,2]).pollFirst() }())
show({ -> new TreeSet({a,b->b<=>a} as Comparator).with{addAll([1,3,2]);it} }())
show({ -> new TreeSet([3,1]).descendingIterator().next() }())
