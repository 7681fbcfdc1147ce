def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[1,2,3]; l.removeAt(0); l }())
show({ -> def l=[1,2,3]; [l.removeElement(3),l] }())
show({ -> def l=[1,2,3]; l.removeAll{it>1}; l }())
show({ -> def l=[1,2,3]; [l.removeAll([1]), l] }())
