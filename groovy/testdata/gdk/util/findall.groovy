def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (1..10).findAll{it%2==0} }())
show({ -> (1..3)==[1,2,3] }())
show({ -> (1..3).equals(1..3) }())
show({ -> (1..3).toString() }())
