def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ('a' as char).charValue() }())
show({ -> Character.isSurrogate('a' as char) }())
show({ -> Character.reverseBytes('a' as char) }())
show({ -> Character.isJavaIdentifierStart('a' as char) }())
