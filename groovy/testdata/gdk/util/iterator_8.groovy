def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator().toSet() }())
show({ -> [1,2,3].iterator().collectMany{[it,it]} }())
show({ -> [1,2,3].iterator().collectEntries{[it,it]} }())
show({ -> [1,2,3].iterator().any() }())
