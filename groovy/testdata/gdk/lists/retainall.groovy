def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[1,2,3]; [l.retainAll{it>1}, l] }())
show({ -> def l=[1,2,3]; [l.removeIf{it>1}, l] }())
show({ -> def l=[1,2,3]; l.replaceAll{it*2}; l }())
show({ -> def l=[3,1]; l.sort(null); l }())
