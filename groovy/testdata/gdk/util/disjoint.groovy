def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Collections.disjoint([1],[2]) }())
show({ -> def l=[1,2]; Collections.fill(l,0); l }())
show({ -> def l=[1,2,3]; Collections.rotate(l,1); l }())
show({ -> def l=[1,2,3]; Collections.rotate(l,-1); l }())
