def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def m=[a:1]; [m.putIfAbsent('a',2),m.putIfAbsent('b',3),m] }())
show({ -> def m=[a:1]; [m.remove('a'),m.remove('z'),m] }())
show({ -> def m=[a:1]; [m.remove('a',2),m.remove('a',1),m] }())
show({ -> def m=[a:1]; [m.replace('a',2),m.replace('z',1),m] }())
