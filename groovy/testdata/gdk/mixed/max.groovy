def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [[n:'b',v:1],[n:'a',v:2]].max{it.v}.n }())
show({ -> [[n:'b',v:1],[n:'a',v:2]].groupBy{it.v}.keySet() }())
show({ -> [[n:'b',v:1],[n:'b',v:2]].unique{it.n} }())
show({ -> [[n:'b',v:1],[n:'b',v:2]].unique(false){it.n}.size() }())
