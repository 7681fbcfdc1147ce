def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> String.join('-','a','b') }())
show({ -> String.valueOf(5) }())
show({ -> String.valueOf(['a','b'] as char[]) }())
show({ -> String.valueOf((Object)null) }())
