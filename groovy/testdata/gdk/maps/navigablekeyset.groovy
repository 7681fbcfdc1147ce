def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new TreeMap([b:1,a:2,c:3]).navigableKeySet() }())
show({ -> def m=new TreeMap([b:1,a:2]); [m.pollFirstEntry(),m] }())
show({ -> new TreeMap({x,y->y<=>x} as Comparator).with{put('a',1);put('b',2);it} }())
show({ -> new TreeMap([b:1,a:2]).comparator() }())
