def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5.or(3) }())
show({ -> 5.xor(3) }())
show({ -> 5.bitwiseNegate() }())
show({ -> 5.leftShift(2) }())
