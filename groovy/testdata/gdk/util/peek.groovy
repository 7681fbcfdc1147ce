def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new ArrayDeque([1,2,3]).peek() }())
show({ -> new ArrayDeque([1,2,3]).pop() }())
show({ -> new ArrayDeque([1,2,3]).with{push(9);it} }())
show({ -> new ArrayDeque([1,2,3]).toString() }())
