def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Character.digit('f' as char,16) }())
show({ -> Character.forDigit(11,16) }())
show({ -> Character.valueOf('a' as char) }())
show({ -> Character.MAX_VALUE }())
