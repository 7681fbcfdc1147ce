def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [[1],[2]] - [[1]] }())
show({ -> ['a','b'] - ["${'a'}"] }())
show({ -> ([1,2,3] as int[]).sum() }())
show({ -> ([1,2,3] as Integer[]).max() }())
