def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([3,1,2] as Integer[]).take(2) }())
show({ -> ([3,1,2] as int[]).join('-') }())
show({ -> ([3,1,2] as int[]).contains(3) }())
show({ -> ([3,1,2] as int[]).count(3) }())
