def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([3,1,2] as Set).min() }())
show({ -> ([1,[2]] as Set).flatten() }())
show({ -> ([1,2] as Set).permutations().size() }())
show({ -> ([1,2] as Set).grep{it>1}.getClass() }())
