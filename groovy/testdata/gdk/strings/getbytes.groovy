def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'é'.getBytes('UTF-16') }())
show({ -> new String([104,105] as byte[]) }())
show({ -> new String([104,105] as byte[],'UTF-8') }())
show({ -> new String(['a','b'] as char[]) }())
