def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Character.charCount(65) }())
show({ -> Character.isValidCodePoint(65) }())
show({ -> Character.MIN_RADIX }())
show({ -> Math.abs(-5) }())
