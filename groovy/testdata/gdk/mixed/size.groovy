def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([1] as Collection).size() }())
show({ -> def c={a,b->b<=>a} as Comparator; [1,3,2].sort(false,c) }())
show({ -> [1,3,2].toSorted({a,b->b<=>a} as Comparator) }())
show({ -> [1,3,2].max({a,b->b<=>a} as Comparator) }())
