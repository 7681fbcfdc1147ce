def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1].asImmutable() }())
show({ -> [a:1].withDefault{it*2}.b }())
show({ -> def m=[:].withDefault{[]}; m.a<<1; m.b<<2; m.a<<3; m }())
show({ -> def m=[:].withDefault{[]}; m.getClass() }())
