def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new LinkedList([1,2]).descendingIterator().next() }())
show({ -> new LinkedList([1,2,1]).with{removeLastOccurrence(1);it} }())
show({ -> new LinkedList([1,2,1]).with{removeFirstOccurrence(1);it} }())
show({ -> new ArrayDeque([1,2,3]).pollFirst() }())
