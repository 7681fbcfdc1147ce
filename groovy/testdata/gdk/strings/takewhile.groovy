def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'hello'.takeWhile{it<'i'} }())
show({ -> 'hello'.dropWhile{it<'i'} }())
show({ -> '12'.isNumber() }())
show({ -> '1.2'.isNumber() }())
