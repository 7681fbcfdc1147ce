def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.incrementExact(5) }())
show({ -> Math.subtractExact(5,3) }())
show({ -> Math.decrementExact(5) }())
show({ -> Math.abs(Integer.MIN_VALUE) }())
