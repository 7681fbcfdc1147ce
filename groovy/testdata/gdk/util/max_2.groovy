def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Collections.max(['a','bb'],{x,y->x.size()<=>y.size()}) }())
show({ -> def l=[1]; Collections.addAll(l,2,3); l }())
show({ -> Collections.nCopies(3,'a') }())
show({ -> Collections.frequency([1,2,1],1) }())
