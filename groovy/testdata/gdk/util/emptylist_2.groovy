def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Collections.emptyList() }())
show({ -> Collections.singletonList(1) }())
show({ -> Collections.unmodifiableMap([a:1]).a }())
show({ -> def l=[3,1,2]; Collections.sort(l); l }())
