def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 10G.sqrt() }())
show({ -> Character.isDigit('5' as char) }())
show({ -> Character.isLetter('a' as char) }())
show({ -> Character.isLetterOrDigit('_' as char) }())
