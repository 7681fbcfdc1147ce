def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new LinkedList([1,2]).push(0) }())
show({ -> new LinkedList([1,2]).with{push(0);it} }())
show({ -> new LinkedList([1,2]).pop() }())
show({ -> new LinkedList([1,2]).offer(3) }())
