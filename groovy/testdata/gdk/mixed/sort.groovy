def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ['b','a'].sort{a,b->a<=>b} }())
show({ -> [[n:'b',v:1],[n:'a',v:2]].sort{it.n} }())
show({ -> [[n:'b',v:1],[n:'a',v:2]].sort{a,b->a.v<=>b.v} }())
show({ -> [[n:'b',v:1],[n:'a',v:1]].sort{[it.v,it.n].toString()}*.n }())
