def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new ArrayList(5).size() }())
show({ -> new ArrayList([1,2]) }())
show({ -> [1,2,3].ensureCapacity(5) }())
show({ -> [1,2,3].trimToSize() }())
