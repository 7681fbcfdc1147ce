def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].findResults{k,v->v>1?k:null} }())
show({ -> [a:1,b:2].subMap(['a','z']) }())
show({ -> [a:1,b:2].subMap(['a'] as String[]) }())
show({ -> [a:1]+[b:2] }())
