def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def m=[a:1]; [m.merge('a',5){x,y->x+y},m.merge('b',5){x,y->x+y},m] }())
show({ -> def m=[a:1]; m.merge('a',5){x,y->null}; m }())
show({ -> def s=[]; [a:1].forEach{k,v->s<<k}; s }())
show({ -> def m=[a:1,b:2]; m.keySet().remove('a'); m }())
