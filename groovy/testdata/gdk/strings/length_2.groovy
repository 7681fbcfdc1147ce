def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> '😀'.length() }())
show({ -> '😀'.codePointCount(0,2) }())
show({ -> '😀'.reverse() }())
show({ -> 'a😀'.codePointAt(1) }())
