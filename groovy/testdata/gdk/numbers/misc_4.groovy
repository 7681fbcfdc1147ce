def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> !true }())
show({ -> true.compareTo(false) }())
show({ -> Byte.MAX_VALUE }())
show({ -> Short.parseShort('5') }())
