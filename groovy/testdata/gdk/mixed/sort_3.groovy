def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new HashSet([3,1,2]).sort() }())
show({ -> new TreeSet(['b','a']).join() }())
show({ -> new TreeMap([b:1]).with{put('a',2);keySet().join()} }())
show({ -> [1,2,3].reverseEach{}.size() }())
