def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Arrays.binarySearch([1,3,5] as int[],5) }())
show({ -> Arrays.asList('a','b').getClass() }())
show({ -> Objects.equals(1,1) }())
show({ -> Objects.equals(null,1) }())
