def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,null,2].grep() }())
show({ -> ['a','b','a'].countBy{it} }())
show({ -> ['apple','bob'].groupBy{it.size()} }())
show({ -> ['apple','bob'].collectEntries{[(it):it.size()]} }())
