def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].swap(0,2) }())
show({ -> [1,[2,[3]]].flatten{it*2} }())
show({ -> [1,[2,[3]]].collectNested{it*2} }())
show({ -> [1,2].collectMany{[it,it*2]} }())
