def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.nextUp(1.0d) }())
show({ -> Math.ulp(1.0d) }())
show({ -> Math.IEEEremainder(5,3) }())
show({ -> Math.copySign(1.0d,-2.0d) }())
