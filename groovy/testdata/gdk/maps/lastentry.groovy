def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new TreeMap([b:1,a:2]).lastEntry().value }())
show({ -> new TreeMap([b:1,a:2,c:3]).floorKey('bb') }())
show({ -> new TreeMap([b:1,a:2,c:3]).ceilingKey('bb') }())
show({ -> new TreeMap([b:1,a:2,c:3]).lowerKey('a') }())
