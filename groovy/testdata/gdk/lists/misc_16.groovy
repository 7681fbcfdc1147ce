def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abcd'[1..<3] }())
show({ -> 'abcd'[0,2] }())
show({ -> def l=[1,2,3,4]; l[1..2]=[9]; l }())
show({ -> def l=[1,2,3,4]; l[1..2]=9; l }())
