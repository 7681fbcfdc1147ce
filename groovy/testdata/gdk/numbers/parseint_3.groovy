def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Integer.parseInt('ff',16) }())
show({ -> Integer.valueOf('12') }())
show({ -> Integer.valueOf(5) }())
show({ -> Integer.toHexString(255) }())
