def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[1,2]; l[-1]=7; l }())
show({ -> def l=[1,2]; l.putAt(1..5,[7]); l }())
show({ -> [1,2,3].subList(0,2) }())
show({ -> def l=[1,2,3,4]; l.subList(1,3).clear(); l }())
