def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def m=[a:1]; [m.replace('a',9,2),m.replace('a',1,5),m] }())
show({ -> def m=[a:1]; m.replaceAll{k,v->v*10}; m }())
show({ -> def m=[a:1]; [m.computeIfAbsent('b'){it*2},m] }())
show({ -> def m=[a:1]; [m.computeIfAbsent('a'){9},m] }())
