def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Integer.toBinaryString(5) }())
show({ -> Integer.toOctalString(8) }())
show({ -> Integer.toString(255,16) }())
show({ -> Integer.toString(5) }())
