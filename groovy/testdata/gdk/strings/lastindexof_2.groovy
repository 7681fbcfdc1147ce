def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new StringBuilder('abc').lastIndexOf('b') }())
show({ -> new StringBuilder('abc').collect{it} }())
show({ -> new StringBuilder('ab').leftShift(1).toString() }())
show({ -> new StringReader('ab\nc').readLines() }())
