def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [a:1,b:2].eachWithIndex{e,i->} }())
show({ -> def s=[]; [a:1,b:2].eachWithIndex{k,v,i-> s<<"$k$v$i".toString()}; s }())
show({ -> def s=[]; [a:1,b:2].reverseEach{k,v-> s<<k}; s }())
show({ -> [a:1,b:2].findResult{k,v->v>1?k:null} }())
