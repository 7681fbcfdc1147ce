def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'*0 }())
show({ -> 'abcabc'-'b' }())
show({ -> 'abcabc'.minus('z') }())
show({ -> 'abc'.minus(~/b/) }())
