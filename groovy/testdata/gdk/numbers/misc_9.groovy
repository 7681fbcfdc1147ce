def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> (char)98 }())
show({ -> ('a' as char)=='a' }())
show({ -> ('a' as char).compareTo('b' as char) }())
show({ -> ('a' as char).isDigit() }())
