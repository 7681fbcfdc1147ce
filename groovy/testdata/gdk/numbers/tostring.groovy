def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Character.toString('a' as char) }())
show({ -> Character.isAlphabetic(97) }())
show({ -> Character.toChars(65) }())
show({ -> ('a' as char).isLetter() }())
