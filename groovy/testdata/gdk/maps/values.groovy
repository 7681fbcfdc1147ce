def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1].values().getClass() }())
show({ -> [a:1].entrySet().getClass() }())
show({ -> [a:1].entrySet().first().getClass() }())
show({ -> def m=[a:1]; [m.put('a',2),m.put('b',3),m] }())
