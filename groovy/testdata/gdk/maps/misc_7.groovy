def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new HashMap([b:1,a:2,zebra:3,apple:4]) }())
show({ -> new LinkedHashMap([b:1]).getClass() }())
show({ -> new AbstractMap.SimpleEntry('a',1) }())
show({ -> new MapEntry('a',1) }())
