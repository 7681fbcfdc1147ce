def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def m=[:].withDefault{k->k.size()}; [m['abc'], m.get('de'), m.size()] }())
show({ -> [a:1] as TreeMap }())
show({ -> new TreeMap([b:1,a:2]) }())
show({ -> new TreeMap([b:1,a:2]).firstKey() }())
