def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].permutations() }())
show({ -> [1,2,3].subsequences() }())
show({ -> [[1,2],[3,4]].combinations() }())
show({ -> [[1,2],[]].combinations() }())
