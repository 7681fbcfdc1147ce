def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].dropWhile{it<3} }())
show({ -> [1,2,3].join() }())
show({ -> [1,2,3].join(', ') }())
show({ -> [1,[2,3],[a:1],"${1}"].join('|') }())
