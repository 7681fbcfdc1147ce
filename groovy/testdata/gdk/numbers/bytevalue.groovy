def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 300.byteValue() }())
show({ -> 5.doubleValue() }())
show({ -> 5.isCase(5) }())
show({ -> Integer.parseInt('12') }())
