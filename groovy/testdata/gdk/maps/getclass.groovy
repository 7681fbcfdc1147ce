def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new Properties().getClass() }())
show({ -> new java.util.concurrent.ConcurrentHashMap([a:1]) }())
show({ -> [a:1,b:2]*.value }())
show({ -> [a:1].entrySet().toList()[0].key }())
