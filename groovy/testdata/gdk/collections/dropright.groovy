def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].dropRight(2) }())
show({ -> ([1,2,3] as LinkedList).take(2) }())
show({ -> ([1,2,3] as TreeSet).take(2) }())
show({ -> (1..5).take(2) }())
