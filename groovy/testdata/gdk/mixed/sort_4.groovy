def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2,3] as Integer[]).sort{-it}.toList() }())
show({ -> ([1,2,3] as String[]).join('-') }())
show({ -> (['b','a'] as String[]).sort().toList() }())
show({ -> ([1,2] as Integer[]).toList() + 3 }())
