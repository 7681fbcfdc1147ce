def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [[n:'b',v:1],[n:'b',v:2]].toUnique{it.n}.size() }())
show({ -> [[n:'b',v:1],[n:'b',v:2]].collectEntries{[it.n,it.v]} }())
show({ -> [[n:'b',v:1],[n:'b',v:2]].sum{it.v} }())
show({ -> [[n:'b',v:1],[n:'b',v:2]].countBy{it.n} }())
