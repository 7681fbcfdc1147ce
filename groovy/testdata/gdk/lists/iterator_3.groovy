def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[1,2,3]; def i=l.iterator(); i.next(); i.remove(); l }())
show({ -> [1,2,3].withDefault{it*10}[5] }())
show({ -> def l=[].withDefault{it*10}; l[2]; l }())
show({ -> def l=[].withLazyDefault{it*10}; l[2]; l }())
