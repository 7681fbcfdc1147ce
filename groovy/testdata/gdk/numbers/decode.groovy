def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Integer.decode('0x1F') }())
show({ -> Integer.parseUnsignedInt('4294967295') }())
show({ -> Integer.toUnsignedString(-1) }())
show({ -> Integer.divideUnsigned(-1,2) }())
