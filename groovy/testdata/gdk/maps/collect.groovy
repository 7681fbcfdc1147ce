def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].collect{it.key} }())
show({ -> [a:1,b:2].collect([0]){k,v->v} }())
show({ -> [a:1,b:2].collectEntries{k,v->[v,k]} }())
show({ -> [a:1,b:2].collectEntries{[(it.key):it.value*2]} }())
