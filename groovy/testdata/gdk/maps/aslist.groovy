def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1,2] as Set).asList() }())
show({ -> ['a','b'].toSet().getClass() }())
show({ -> (['a','b'] as Set).add('a') }())
show({ -> new HashSet(['b','a','c']) }())
