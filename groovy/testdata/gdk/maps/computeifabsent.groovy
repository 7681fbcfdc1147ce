def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def m=[a:1]; [m.computeIfAbsent('z'){null},m] }())
show({ -> def m=[a:1]; [m.computeIfPresent('a'){k,v->v+1},m] }())
show({ -> def m=[a:1]; [m.computeIfPresent('a'){k,v->null},m] }())
show({ -> def m=[a:1]; [m.compute('a'){k,v->v+1},m.compute('q'){k,v->v},m] }())
