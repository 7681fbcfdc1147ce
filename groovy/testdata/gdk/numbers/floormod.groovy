def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.floorMod(-7,2) }())
show({ -> Math.multiplyExact(2,3) }())
show({ -> Math.toIntExact(5L) }())
show({ -> Math.negateExact(5) }())
