def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.count('b') }())
show({ -> 'aaa'.count('aa') }())
show({ -> 'abc'[0] }())
show({ -> 'abc'[-1] }())
