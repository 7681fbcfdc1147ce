def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (0..<0).isEmpty() }())
show({ -> 3 in 1..5 }())
show({ -> (1..5).every{it>0} }())
show({ -> (1..3).join('-') }())
