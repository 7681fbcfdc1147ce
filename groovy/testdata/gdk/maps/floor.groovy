def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new TreeSet([3,1,2]).floor(5) }())
show({ -> new TreeSet([3,1,2]).ceiling(0) }())
show({ -> new TreeSet([3,1,2]).higher(3) }())
show({ -> new TreeSet([3,1,2]).lower(3) }())
