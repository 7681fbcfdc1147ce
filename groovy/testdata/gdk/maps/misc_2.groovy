def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1]['b'] }())
show({ -> [a:1].containsKey('a') }())
show({ -> [a:1].containsValue(1) }())
show({ -> [a:1].isEmpty() }())
