def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Optional.of(3)==Optional.of(3) }())
show({ -> Optional.of('a').toString() }())
show({ -> Optional.of(3) ? 'y' : 'n' }())
show({ -> new Random(42).nextInt() }())
