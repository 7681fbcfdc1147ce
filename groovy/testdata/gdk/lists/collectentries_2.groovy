def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2].collectEntries{[(it):it*2]} }())
show({ -> [1,2].collectEntries([a:1]){[it,it]} }())
show({ -> [1,2].collectEntries{[it]} }())
show({ -> [1,2].collectEntries{[]} }())
