def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[1,2,3,4]; def s=l.subList(1,3); s[0]=9; s.add(7); s<<8; [l,s,s.getClass()] }())
show({ -> def l=[1,2,3]; l.remove(1); l }())
show({ -> def l=[1,2,3]; l.remove((Object)1); l }())
show({ -> def l=['a','b']; [l.remove('a'), l] }())
