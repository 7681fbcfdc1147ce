def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].toArray() }())
show({ -> ['a'].toArray(new String[0]) }())
show({ -> [1,2,3] as int[] }())
show({ -> [1,2,3].listIterator().getClass() }())
