def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3][[]] }())
show({ -> 'abcd'[1..2] }())
show({ -> 'abcd'[3..1] }())
show({ -> 'abcd'[0..-2] }())
