def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new LinkedList([1,2,3]).peekLast() }())
show({ -> new LinkedList([1,2,3]).poll() }())
show({ -> new LinkedList([1,2,3]).pollLast() }())
show({ -> new LinkedList().poll() }())
