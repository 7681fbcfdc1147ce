def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[1,2,3,4,5]; Collections.shuffle(l,new Random(42)); l }())
show({ -> def l=(1..20).toList(); Collections.shuffle(l,new Random(7)); l }())
show({ -> Collections.max([1,3,2]) }())
show({ -> Collections.min([1,3,2]) }())
