def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.find{it>'a'} }())
show({ -> 'abc'.findAll{it>'a'} }())
show({ -> 'abc'.any{it=='b'} }())
show({ -> 'abc'.every{it} }())
