def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].equals(null) }())
show({ -> [1,2,3].asType(Set).getClass() }())
show({ -> [1,2,3].asBoolean() }())
show({ -> [1,[2,[3,[4] as int[]]]].flatten() }())
