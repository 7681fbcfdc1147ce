def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].keySet().join(',') }())
show({ -> [a:1,b:2].values().sum() }())
show({ -> [a:1,b:2].values().toList() }())
show({ -> [a:1,b:2].keySet() as List }())
