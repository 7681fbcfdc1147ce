def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1.0/3 }())
show({ -> 2**-1 }())
show({ -> 2**100 }())
show({ -> java.math.RoundingMode.valueOf('UP') }())
