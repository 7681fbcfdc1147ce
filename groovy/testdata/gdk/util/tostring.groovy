def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Arrays.toString([1,2] as int[]) }())
show({ -> Arrays.toString([1,2] as Object[]) }())
show({ -> Arrays.deepToString([[1,2] as int[],[3] as int[]] as Object[]) }())
show({ -> def a=[3,1,2] as int[]; Arrays.sort(a); a }())
