def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ['a','b'].withIndex().collectEntries() }())
show({ -> [1,2,3,4].inject{a,b->a*b} }())
show({ -> [1,2,3].inject([]){a,b->a<<b*2} }())
show({ -> (1..6).groupBy({it%2},{it%3}) }())
