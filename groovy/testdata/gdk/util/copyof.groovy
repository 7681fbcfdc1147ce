def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Arrays.copyOf([1,2] as Integer[],3) }())
show({ -> Arrays.copyOfRange([1,2,3,4] as int[],1,3) }())
show({ -> Arrays.equals([1] as int[],[1] as int[]) }())
show({ -> Arrays.hashCode([1,2] as int[]) }())
