def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([3,1,2] as int[])[0..1] }())
show({ -> ([3,1,2] as Integer[])[0..1] }())
show({ -> ([3,1,2] as int[])[0,2] }())
show({ -> ([3,1,2] as int[]).each{} }())
