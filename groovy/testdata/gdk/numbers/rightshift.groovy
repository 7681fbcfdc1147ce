def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.rightShift(1) }())
show({ -> 5.rightShiftUnsigned(1) }())
show({ -> 5.compareTo(3) }())
show({ -> 5<=>3.0 }())
