def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Character.isUpperCase('A' as char) }())
show({ -> Character.isWhitespace(' ' as char) }())
show({ -> Character.toUpperCase('a' as char) }())
show({ -> Character.getNumericValue('7' as char) }())
