def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[3,1,2]; Collections.sort(l,{a,b->b<=>a}); l }())
show({ -> def l=[3,1,2]; Collections.sort(l,Collections.reverseOrder()); l }())
show({ -> def l=[3,1,2]; Collections.reverse(l); l }())
show({ -> def l=[3,1,2]; Collections.swap(l,0,2); l }())
