def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5G.nextProbablePrime() }())
show({ -> 5G.negate() }())
show({ -> 5G.signum() }())
show({ -> 5G.toString(2) }())
