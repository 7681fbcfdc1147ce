def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2].sum('a') }())
show({ -> [].sum(0) }())
show({ -> ['a','b'].sum() }())
show({ -> [[1],[2]].sum() }())
