def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Collections.indexOfSubList([1,2,3],[2,3]) }())
show({ -> Arrays.asList(1,2,3) }())
show({ -> def l=Arrays.asList(1,2,3); l[0]=9; l }())
show({ -> Arrays.asList([1,2] as Integer[]) }())
