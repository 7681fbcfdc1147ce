def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Integer.rotateLeft(1,3) }())
show({ -> Integer.SIZE }())
show({ -> Integer.BYTES }())
show({ -> Long.parseLong('123') }())
