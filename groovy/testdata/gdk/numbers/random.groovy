def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.random().getClass() }())
show({ -> StrictMath.sqrt(4) }())
show({ -> 10.toString().padLeft(5,'0') }())
show({ -> 1.5 as int }())
