def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[1,2,3,4]; l[0..<0]=[9,8]; l }())
show({ -> def l=[1,2,3,4]; l[0,2]=[9,8]; l }())
show({ -> def l=[1,2,3,4]; l[0,2]=7; l }())
show({ -> def l=[1,2]; l[4]=7; l }())
