def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'a b  c'.tokenize() }())
show({ -> 'a,b;c'.tokenize(',;') }())
show({ -> 'a,b'.tokenize(',' as char) }())
show({ -> 'hello'.take(2) }())
