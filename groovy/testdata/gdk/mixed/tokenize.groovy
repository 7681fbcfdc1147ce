def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'a-b-c'.tokenize('-').reverse().join('-') }())
show({ -> 'Hello World'.toLowerCase().capitalize() }())
show({ -> 'camelCase'.uncapitalize() }())
show({ -> "a,b".tokenize(',')*.toUpperCase() }())
