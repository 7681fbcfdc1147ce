def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].collectEntries{it} }())
show({ -> ([b:1,a:2] as TreeMap).collectEntries{k,v->[k,v]}.getClass() }())
show({ -> [a:1,b:2].collectMany{k,v->[k,v]} }())
show({ -> [a:1,b:2].groupBy{it.value%2} }())
