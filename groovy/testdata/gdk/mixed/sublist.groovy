def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[5,6,7]; def s=l.subList(1,3); s.remove(0); [l,s] }())
show({ -> def l=[].withDefault{it}; l[3]; l<<9; [l.size(),l[1]] }())
show({ -> def l=[1].withDefault{0}; l[0]=5; l[2]=7; l }())
show({ -> [1,2,3].take(-1) }())
