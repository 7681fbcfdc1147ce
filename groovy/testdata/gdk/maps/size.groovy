def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1].size() }())
show({ -> [a:1]*.key }())
show({ -> [a:1].collect{it.getClass().simpleName} }())
show({ -> new Hashtable([a:1]) }())
